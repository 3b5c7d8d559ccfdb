package services.auth.mail;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.outbox.Backoff;

/**
 * When a mail that could not be sent is tried again, see {@link Backoff}.
 *
 * @param first after the first attempt
 * @param longest it is never longer
 */
@Context
@ConfigurationProperties("auth-service.mail.retry")
record RetryConfiguration(Duration first, Duration longest) {

    RetryConfiguration {
        Backoff.of("AUTH_SERVICE_MAIL_RETRY", first, longest);
    }

    Duration delayAfter(int attempts, RandomGenerator random) {
        return new Backoff(first, longest).delayAfter(attempts, random);
    }
}
