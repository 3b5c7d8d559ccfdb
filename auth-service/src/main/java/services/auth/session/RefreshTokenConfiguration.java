package services.auth.session;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;

/**
 * @param timeToLive how long a refresh token can be used; each new one starts anew
 * @param maximumLifetime from login to the last refresh, however often there was one in between (RFC 9700 section 2.2.2)
 * @param grace how long after its first use a refresh token may come again because the answer was lost
 */
@Context
@ConfigurationProperties("auth-service.refresh-token")
public record RefreshTokenConfiguration(Duration timeToLive, Duration maximumLifetime, Duration grace) {

    public RefreshTokenConfiguration {
        if (timeToLive.toSeconds() < 1 || maximumLifetime.compareTo(timeToLive) < 0) {
            throw new StartException(
                    "AUTH_SERVICE_REFRESH_TOKEN_TIME_TO_LIVE must be a second or more, for example 14d, and "
                            + "AUTH_SERVICE_REFRESH_TOKEN_MAXIMUM_LIFETIME at least as long");
        }
        if (grace.isNegative()) {
            throw new StartException("AUTH_SERVICE_REFRESH_TOKEN_GRACE must not be negative, for example 20s");
        }
    }
}
