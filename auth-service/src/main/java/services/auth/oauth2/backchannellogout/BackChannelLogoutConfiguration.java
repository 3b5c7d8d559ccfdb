package services.auth.oauth2.backchannellogout;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;
import services.auth.outbox.Backoff;

/**
 * @param giveUpAfter how long a client is tried to be told
 * @param retryFirst after the first attempt, see {@link Backoff}
 * @param retryLongest the wait is never longer
 */
@Context
@ConfigurationProperties("auth-service.backchannel-logout")
record BackChannelLogoutConfiguration(Duration giveUpAfter, Duration retryFirst, Duration retryLongest) {

    BackChannelLogoutConfiguration {
        if (giveUpAfter.compareTo(Duration.ofSeconds(1)) < 0 || giveUpAfter.compareTo(Duration.ofDays(30)) > 0) {
            throw new StartException(
                    "AUTH_SERVICE_BACKCHANNEL_LOGOUT_GIVE_UP_AFTER must be from 1s to 30d, for example 1h");
        }
        Backoff.of("AUTH_SERVICE_BACKCHANNEL_LOGOUT_RETRY", retryFirst, retryLongest);
    }

    Backoff retry() {
        return new Backoff(retryFirst, retryLongest);
    }
}
