package services.auth.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import services.auth.token.IssuedAccessToken;

/**
 * The tokens of a login, and whose they are.
 *
 * @param authorization what the user has allowed the client; nothing where the roles alone decide
 * @param refreshToken good for one refresh
 * @param end when the login ends unless it is refreshed
 */
public record LoginTokens(
        UUID sessionId,
        UUID userId,
        String clientId,
        Optional<Authorization> authorization,
        IssuedAccessToken accessToken,
        Optional<String> refreshToken,
        Instant end) {

    static LoginTokens of(Session session, IssuedAccessToken access, Optional<String> refreshToken, Instant end) {
        return new LoginTokens(
                session.id(), session.userId(), session.clientId(), session.authorization(), access, refreshToken, end);
    }

    /** Seconds until the refresh token dies. */
    long refreshExpiresIn() {
        return accessToken.token().issuedAt().until(end, ChronoUnit.SECONDS);
    }

    @Override
    public String toString() {
        return "LoginTokens[" + sessionId + "]";
    }
}
