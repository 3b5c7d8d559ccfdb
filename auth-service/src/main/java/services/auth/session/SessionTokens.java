package services.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenIssuer;
import services.auth.token.AccessTokenIssuer.Subject;
import services.auth.token.Flavour;
import services.auth.token.IssuedAccessToken;
import services.auth.token.Secrets;
import services.auth.user.Rights;
import services.auth.user.Users;

/** Makes the tokens of a login: how long each lives, and what goes into it. */
@Singleton
class SessionTokens {

    private final AccessTokenIssuer accessTokenIssuer;
    private final RefreshTokenRepository refreshTokens;
    private final Secrets secrets;
    private final Users users;
    private final AccessTokenConfiguration accessToken;
    private final RefreshTokenConfiguration refreshToken;
    private final Clock clock;

    SessionTokens(
            AccessTokenIssuer accessTokenIssuer,
            RefreshTokenRepository refreshTokens,
            Secrets secrets,
            Users users,
            AccessTokenConfiguration accessToken,
            RefreshTokenConfiguration refreshToken,
            Clock clock) {
        this.accessTokenIssuer = accessTokenIssuer;
        this.refreshTokens = refreshTokens;
        this.secrets = secrets;
        this.users = users;
        this.accessToken = accessToken;
        this.refreshToken = refreshToken;
        this.clock = clock;
    }

    /** How long an access token of this flavour lives unused; zero where that does not matter. */
    Duration idleTimeout(Flavour flavour) {
        return flavour == Flavour.SLIDING ? accessToken.idleTimeout() : Duration.ZERO;
    }

    /** When a session ends that gets a refresh token now. */
    Instant sessionEnd(Instant loggedInAt) {
        return earlier(
                clock.instant().plus(refreshToken.timeToLive()), loggedInAt.plus(refreshToken.maximumLifetime()));
    }

    /** A new access token with the rights of this moment; it does not outlive the session. */
    IssuedAccessToken accessToken(Session session, Instant sessionEnd) {
        Rights rights = users.rights(session.userId());
        return accessTokenIssuer.issueToUser(
                new Subject(session.userId(), session.generation(), rights.roles(), rights.scope()),
                session.id(),
                session.clientId(),
                Flavour.find(session.flavour()).orElseThrow(),
                earlier(clock.instant().plus(accessToken.timeToLive()), sessionEnd));
    }

    /** Where the idle timer of a new access token stands. */
    Instant idleUntil(Session session, IssuedAccessToken access) {
        Instant end = access.token().expiresAt();
        return session.idleTimeoutSeconds() == 0
                ? end
                : earlier(clock.instant().plusSeconds(session.idleTimeoutSeconds()), end);
    }

    /**
     * Completes the pair with a new refresh token, the current one of the session from now on.
     *
     * @param parentId the refresh token against which it is given
     */
    TokenPair pair(UUID sessionId, @Nullable UUID parentId, IssuedAccessToken access, Instant sessionEnd) {
        String value = secrets.generate();
        refreshTokens.save(new RefreshToken(
                UUID.randomUUID(), sessionId, Secrets.hash(value), parentId, sessionEnd, null, null, null, null));
        return TokenPair.of(access, value, clock.instant().until(sessionEnd, ChronoUnit.SECONDS));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
