package services.auth.throttling;

import java.time.Clock;
import java.time.Duration;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/** Limits in the words of Bucket4j. */
final class Buckets {

    private Buckets() {}

    static BucketConfiguration configuration(Limit limit) {
        ConfigurationBuilder builder = BucketConfiguration.builder();
        limit.rates()
                .forEach(rate -> builder.addLimit(Bandwidth.builder()
                        .capacity(rate.capacity())
                        .refillGreedy(rate.refill(), rate.period())
                        .build()));
        return builder.build();
    }

    static Outcome outcome(ConsumptionProbe probe) {
        return probe.isConsumed()
                ? new Outcome.Allowed()
                : new Outcome.Refused(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** The service's clock, which all instances read alike. */
    static TimeMeter time(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
