package services.auth.mail;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;

/**
 * When a mail that could not be sent is tried again.
 *
 * @param first after the first attempt; after each further one it is twice as long
 * @param longest it is never longer
 */
@Context
@ConfigurationProperties("auth-service.mail.retry")
record RetryConfiguration(Duration first, Duration longest) {

    private static final int MAX_DOUBLINGS = 30;

    RetryConfiguration {
        if (first.compareTo(Duration.ofMillis(100)) < 0) {
            throw new StartException("AUTH_SERVICE_MAIL_RETRY_FIRST must be at least 100ms, for example 1s");
        }
        if (longest.compareTo(first) < 0 || longest.compareTo(Duration.ofDays(1)) > 0) {
            throw new StartException("AUTH_SERVICE_MAIL_RETRY_LONGEST must be from AUTH_SERVICE_MAIL_RETRY_FIRST"
                    + " to 1d, for example 5m");
        }
    }

    /**
     * How long to wait after that many attempts: at least half of the full time, the rest by chance, so that what failed
     * together does not come back together.
     */
    Duration delayAfter(int attempts, RandomGenerator random) {
        Duration full = first.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS));
        long half = (full.compareTo(longest) < 0 ? full : longest).toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }
}
