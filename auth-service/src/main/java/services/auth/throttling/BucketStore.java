package services.auth.throttling;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.lettuce.core.codec.StringCodec;
import jakarta.inject.Singleton;
import services.auth.redis.RedisLink;

/**
 * What all instances have seen, in Redis. Bucket4j reads a bucket, counts, and writes it if nobody else has meanwhile, else
 * tries again: however many try at once, no more pass than the limit allows. A bucket is forgotten when it is full again.
 */
@Singleton
class BucketStore {

    private static final Duration KEPT_WHEN_FULL = Duration.ofSeconds(10);

    private final RedisLink redis;
    private final TimeMeter time;

    BucketStore(RedisLink redis, Clock clock) {
        this.redis = redis;
        this.time = Buckets.time(clock);
    }

    /** Fails when Redis is away or too slow; the try may have been counted all the same. */
    CompletionStage<Outcome> tryConsume(Limit limit, String key) {
        return with(limit, key, bucket -> bucket.tryConsumeAndReturnRemaining(1).thenApply(Buckets::outcome));
    }

    /** Takes back what was counted; fails as {@link #tryConsume}. */
    CompletionStage<Void> giveBack(Limit limit, String key) {
        return with(limit, key, bucket -> bucket.addTokens(1));
    }

    private <T> CompletionStage<T> with(
            Limit limit, String key, Function<AsyncBucketProxy, CompletableFuture<T>> action) {
        BucketConfiguration configuration = Buckets.configuration(limit);
        return redis.run(commands -> action.apply(new LettuceBasedProxyManagerBuilder<>(
                        new RedisBucketCommands<>(commands, StringCodec.UTF8))
                .clientClock(time)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                .build()
                .asAsync()
                .builder()
                .build("throttle:" + key, () -> CompletableFuture.completedFuture(configuration))));
    }
}
