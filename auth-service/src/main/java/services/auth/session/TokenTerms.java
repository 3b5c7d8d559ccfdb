package services.auth.session;

import java.time.Duration;
import java.util.Optional;

import services.auth.token.Flavour;

/**
 * What a client's tokens are like.
 *
 * @param flavour what its access tokens do when they are used
 * @param accessTokenLife the service's own when absent
 * @param refreshTokenLife the service's own when absent
 * @param isRefreshable whether it gets refresh tokens; without one its logins end with their access token
 */
public record TokenTerms(
        Flavour flavour,
        Optional<Duration> accessTokenLife,
        Optional<Duration> refreshTokenLife,
        boolean isRefreshable) {

    /** The service's own. */
    public static TokenTerms of(Flavour flavour) {
        return new TokenTerms(flavour, Optional.empty(), Optional.empty(), true);
    }
}
