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
import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.BooleanOutput;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
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
                        new Commands<>(commands, StringCodec.UTF8))
                .clientClock(time)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                .build()
                .asAsync()
                .builder()
                .build("throttle:" + key, () -> CompletableFuture.completedFuture(configuration))));
    }

    /** The commands that Bucket4j needs, on the connection that everything else is sent on; its values are bytes. */
    private record Commands<K>(RedisAsyncCommands<K, String> commands, RedisCodec<K, String> codec)
            implements RedisApi<K> {

        @Override
        public RedisFuture<byte[]> get(K key) {
            return commands.dispatch(
                    CommandType.GET, new ByteArrayOutput<>(codec), new CommandArgs<>(codec).addKey(key));
        }

        @Override
        @SuppressWarnings("unchecked")
        public <V> RedisFuture<V> eval(String script, ScriptOutputType type, K[] keys, byte[][] arguments) {
            CommandArgs<K, String> args =
                    new CommandArgs<>(codec).add(script).add(keys.length).addKeys(keys);
            for (byte[] argument : arguments) {
                args.add(argument);
            }
            // every script of Bucket4j tells whether it has written
            CommandOutput<K, String, V> written = (CommandOutput<K, String, V>) new BooleanOutput<>(codec);
            return commands.dispatch(CommandType.EVAL, written, args);
        }

        @Override
        public RedisFuture<?> delete(K key) {
            return commands.del(key);
        }
    }
}
