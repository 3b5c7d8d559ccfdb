package services.auth.token;

import java.time.Duration;

import com.nimbusds.jose.JWSAlgorithm;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;

/**
 * @param timeToLive from issue to {@code exp}
 * @param idleTimeout how long a token lives that nobody uses; at most {@code timeToLive}
 * @param flavour what the tokens from {@code /login} do when they are used: sliding, fixed or single_use
 * @param audience {@code aud} of users' tokens: the API that they are for
 * @param signatureAlgorithm {@code alg} of all of them: ES256, RS256 or PS256
 */
@Context
@ConfigurationProperties("auth-service.access-token")
public record AccessTokenConfiguration(
        Duration timeToLive, Duration idleTimeout, String flavour, String audience, String signatureAlgorithm) {

    public AccessTokenConfiguration {
        requirePositive(timeToLive, "AUTH_SERVICE_ACCESS_TOKEN_TIME_TO_LIVE");
        requirePositive(idleTimeout, "AUTH_SERVICE_ACCESS_TOKEN_IDLE_TIMEOUT");
        if (Flavour.find(flavour).isEmpty()) {
            throw new StartException("AUTH_SERVICE_ACCESS_TOKEN_FLAVOUR must be sliding, fixed or single_use");
        }
        if (!AccessTokenIssuer.ALGORITHMS.contains(new JWSAlgorithm(signatureAlgorithm))) {
            throw new StartException("AUTH_SERVICE_ACCESS_TOKEN_SIGNATURE_ALGORITHM must be ES256, RS256 or PS256");
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
