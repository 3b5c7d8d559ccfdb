package services.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenIssuer;
import services.auth.token.AccessTokenIssuer.Subject;
import services.auth.token.Confirmation;
import services.auth.token.Flavour;
import services.auth.token.IssuedAccessToken;
import services.auth.token.Scope;
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

    /** When a session ends that gets its tokens now. */
    Instant sessionEnd(Instant loggedInAt, TokenTerms terms) {
        Duration life = terms.isRefreshable()
                ? terms.refreshTokenLife().orElse(refreshToken.timeToLive())
                : terms.accessTokenLife().orElse(accessToken.timeToLive());
        return earlier(clock.instant().plus(life), loggedInAt.plus(refreshToken.maximumLifetime()));
    }

    /** When the login of a browser ends in which somebody signs in now. */
    Instant browserSessionEnd() {
        return clock.instant().plus(refreshToken.timeToLive());
    }

    /**
     * A new access token with the rights of this moment; it does not outlive the session.
     *
     * @param narrowed its scope where that is less than what was granted
     * @param confirmation what it is bound to
     */
    IssuedAccessToken accessToken(
            Session session,
            Optional<Scope> narrowed,
            Confirmation confirmation,
            TokenTerms terms,
            Instant sessionEnd) {
        Rights rights = users.rights(session.userId());
        Scope scope = narrowed.or(() -> session.authorization().map(Authorization::scope))
                .map(granted -> granted.limitedBy(rights.scope()))
                .orElse(rights.scope());
        return accessTokenIssuer.issueToUser(
                new Subject(session.userId(), session.generation(), rights.roles(), scope),
                session.id(),
                session.clientId(),
                Flavour.find(session.flavour()).orElseThrow(),
                confirmation,
                earlier(clock.instant().plus(terms.accessTokenLife().orElse(accessToken.timeToLive())), sessionEnd));
    }

    /** Where the idle timer of a new access token stands. */
    Instant idleUntil(Session session, IssuedAccessToken access) {
        Instant end = access.token().expiresAt();
        return session.idleTimeoutSeconds() == 0
                ? end
                : earlier(clock.instant().plusSeconds(session.idleTimeoutSeconds()), end);
    }

    /**
     * Completes the tokens with a new refresh token, the current one of the session from now on.
     *
     * @param parentId the refresh token against which it is given
     */
    LoginTokens complete(
            Session session, @Nullable UUID parentId, IssuedAccessToken access, TokenTerms terms, Instant sessionEnd) {
        return LoginTokens.of(
                session,
                access,
                terms.isRefreshable()
                        ? Optional.of(refreshToken(session.id(), parentId, sessionEnd))
                        : Optional.empty(),
                sessionEnd);
    }

    private String refreshToken(UUID sessionId, @Nullable UUID parentId, Instant sessionEnd) {
        String value = secrets.generate();
        refreshTokens.save(new RefreshToken(
                UUID.randomUUID(), sessionId, Secrets.hash(value), parentId, sessionEnd, null, null, null, null));
        return value;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
