package services.auth.throttling;

import java.time.Clock;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import jakarta.inject.Singleton;

/** What this instance alone has seen, in bounded memory: of too many keys it forgets those that are seldom used. */
@Singleton
class LocalBuckets {

    private static final int MAX_BUCKETS = 50_000;

    private final TimeMeter time;
    private final Cache<String, Timed> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfter(Expiry.<String, Timed>accessing((key, bucket) -> bucket.timeToFill()))
            .build();

    LocalBuckets(Clock clock) {
        this.time = Buckets.time(clock);
    }

    private record Timed(Bucket bucket, Duration timeToFill) {}

    Outcome tryConsume(Limit limit, String key) {
        return Buckets.outcome(bucket(limit, key).tryConsumeAndReturnRemaining(1));
    }

    void giveBack(Limit limit, String key) {
        bucket(limit, key).addTokens(1);
    }

    private Bucket bucket(Limit limit, String key) {
        return buckets.get(key, ignored -> create(limit)).bucket();
    }

    private Timed create(Limit limit) {
        LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(time);
        for (var bandwidth : Buckets.configuration(limit).getBandwidths()) {
            builder.addLimit(bandwidth);
        }
        return new Timed(builder.build(), limit.timeToFill());
    }
}
