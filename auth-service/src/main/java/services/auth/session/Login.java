package services.auth.session;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import services.auth.token.Scope;

/**
 * A login, and how it came about.
 *
 * @param clientId the client that the user logged in with
 * @param parentId the browser's login in which the user allowed it
 * @param authTime when the user signed in
 * @param acr how, as an Authentication Context Class Reference (OpenID Connect Core 1.0 section 2)
 * @param scope what the user has allowed the client; nothing where the user's roles alone decide
 * @param claims the {@code claims} parameter (OpenID Connect Core 1.0 section 5.5), JSON
 * @param cnfJkt the thumbprint of the DPoP key that its tokens are bound to (RFC 9449 section 6)
 * @param cnfX5t the thumbprint of the certificate that its tokens are bound to (RFC 8705 section 3)
 */
public record Login(
        UUID id,
        UUID userId,
        String clientId,
        Optional<UUID> parentId,
        Instant authTime,
        @Nullable String acr,
        Optional<Scope> scope,
        @Nullable String claims,
        @Nullable String cnfJkt,
        @Nullable String cnfX5t) {

    static Login of(Session session, Instant now) {
        Instant authTime = session.authTime();
        return new Login(
                session.id(),
                session.userId(),
                session.clientId(),
                Optional.ofNullable(session.parentId()),
                authTime == null ? session.createdAtOrNow(now) : authTime,
                session.acr(),
                Optional.ofNullable(session.scope()).map(Scope::parse),
                session.claims(),
                session.cnfJkt(),
                session.cnfX5t());
    }
}
