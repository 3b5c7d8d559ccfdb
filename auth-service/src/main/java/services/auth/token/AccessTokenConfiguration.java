package services.auth.token;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;

/**
 * @param timeToLive from issue to {@code exp}
 * @param idleTimeout how long a token lives that nobody uses; at most {@code timeToLive}
 * @param flavour what the tokens from {@code /login} do when they are used: sliding, fixed or single_use
 * @param audience {@code aud} of users' tokens: the API that they are for
 */
@Context
@ConfigurationProperties("auth-service.access-token")
public record AccessTokenConfiguration(Duration timeToLive, Duration idleTimeout, String flavour, String audience) {

    public AccessTokenConfiguration {
        requirePositive(timeToLive, "AUTH_SERVICE_ACCESS_TOKEN_TIME_TO_LIVE");
        requirePositive(idleTimeout, "AUTH_SERVICE_ACCESS_TOKEN_IDLE_TIMEOUT");
        if (Flavour.find(flavour).isEmpty()) {
            throw new StartException("AUTH_SERVICE_ACCESS_TOKEN_FLAVOUR must be sliding, fixed or single_use");
        }
    }

    /** {@link #flavour} as what it means. */
    public Flavour loginFlavour() {
        return Flavour.find(flavour).orElseThrow();
    }

    private static void requirePositive(Duration duration, String setting) {
        if (duration.toSeconds() < 1) {
            throw new StartException(setting + " must be a second or more, for example 30s, 30m or 2h");
        }
    }
}
