package services.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import org.jspecify.annotations.Nullable;
import services.auth.token.Confirmation;
import services.auth.token.Flavour;
import services.auth.token.IssuedAccessToken;
import services.auth.token.Scope;
import services.auth.user.User;

/**
 * A login at rest.
 *
 * @param clientId the client that the user logged in with
 * @param generation the user's generation at login; the session is dead when the user's has moved on
 * @param flavour what its access tokens do when they are used, see {@link Flavour#wireName}
 * @param refreshCount how often it got a new access token
 * @param idleTimeoutSeconds 0 when nothing dies of idleness
 * @param idleUntil a copy of the idle timer, which lags behind the one in Redis
 * @param accessTokenId the {@code jti} of its one access token that is good
 * @param accessExpiresAt the {@code exp} of that one
 * @param expiresAt when it ends unless it is refreshed
 * @param endedAt when it was ended before that
 * @param address from which the user logged in; absent where an older version did not store it
 * @param parentId the browser's login in which the user allowed this one
 * @param cookieHash of a browser's login, see {@link BrowserSessions}
 * @param authTime when the user signed in; absent where that is when it was created
 * @param acr how the user signed in
 * @param scope what the user has allowed the client; absent where the roles alone decide
 * @param accessScope how much of that its access token has; absent when it has all of it
 * @param claims the {@code claims} parameter (OpenID Connect Core 1.0 section 5.5), JSON
 * @param cnfJkt the thumbprint of the DPoP key that its tokens are bound to (RFC 9449 section 6)
 * @param cnfX5t the thumbprint of the certificate that its tokens are bound to (RFC 8705 section 3)
 * @param codeHash SHA-256 of the code against which the client got it
 */
@MappedEntity("sessions")
record Session(
        @Id UUID id,
        UUID userId,
        String clientId,
        int generation,
        String flavour,
        int refreshCount,
        long idleTimeoutSeconds,
        Instant idleUntil,
        @Nullable UUID accessTokenId,
        @Nullable Instant accessExpiresAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable String address,
        @Nullable UUID parentId,
        @Nullable String cookieHash,
        @Nullable Instant authTime,
        @Nullable String acr,
        @Nullable String scope,
        @Nullable String accessScope,
        @Nullable String claims,
        @MappedProperty("cnf_jkt") @Nullable String cnfJkt,
        @MappedProperty("cnf_x5t") @Nullable String cnfX5t,
        @Nullable String codeHash,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    /** A login that begins, without its tokens. */
    static Session of(NewLogin login, Duration idleTimeout, Instant now, Instant end) {
        Optional<Authorization> authorization = login.authorization();
        return new Session(
                UUID.randomUUID(),
                login.userId(),
                login.clientId(),
                login.generation(),
                login.terms().flavour().wireName(),
                0,
                idleTimeout.toSeconds(),
                now,
                null,
                null,
                end,
                null,
                login.address(),
                authorization.map(Authorization::browserSessionId).orElse(null),
                null,
                authorization.map(Authorization::authTime).orElse(null),
                authorization.map(Authorization::acr).orElse(null),
                authorization.map(granted -> granted.scope().toString()).orElse(null),
                null,
                authorization.map(Authorization::claims).orElse(null),
                login.confirmation().keyThumbprint().orElse(null),
                login.confirmation().certificateThumbprint().orElse(null),
                login.codeHash().orElse(null),
                null,
                null);
    }

    /** The same with its first access token. */
    Session with(IssuedAccessToken access, Instant idleUntil) {
        return new Session(
                id,
                userId,
                clientId,
                generation,
                flavour,
                refreshCount,
                idleTimeoutSeconds,
                idleUntil,
                access.token().id(),
                access.token().expiresAt(),
                expiresAt,
                endedAt,
                address,
                parentId,
                cookieHash,
                authTime,
                acr,
                scope,
                accessScope,
                claims,
                cnfJkt,
                cnfX5t,
                codeHash,
                createdAt,
                updatedAt);
    }

    /** A browser's login that begins. */
    static Session ofBrowser(
            User user, String cookieHash, @Nullable String acr, String address, Instant now, Instant end) {
        return new Session(
                UUID.randomUUID(),
                user.id(),
                BrowserSessions.CLIENT_ID,
                user.generation(),
                Flavour.FIXED.wireName(),
                0,
                0,
                end,
                null,
                null,
                end,
                null,
                address,
                null,
                cookieHash,
                now,
                acr,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** What the user has allowed the client; nothing where the roles alone decide. */
    Optional<Authorization> authorization() {
        return scope == null || authTime == null
                ? Optional.empty()
                : Optional.of(new Authorization(parentId, authTime, acr, Scope.parse(scope), claims));
    }

    /** What its tokens are bound to. */
    Confirmation confirmation() {
        return new Confirmation(Optional.ofNullable(cnfJkt), Optional.ofNullable(cnfX5t));
    }

    /** When the user logged in. */
    Instant createdAtOrNow(Instant now) {
        return createdAt == null ? now : createdAt;
    }

    /** Its end, if no access token says otherwise. */
    Instant accessEnd() {
        return accessExpiresAt == null ? expiresAt : accessExpiresAt;
    }
}
