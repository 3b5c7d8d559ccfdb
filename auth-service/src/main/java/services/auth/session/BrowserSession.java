package services.auth.session;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A browser's login at this service.
 *
 * @param generation the user's at that time
 * @param authTime when the user signed in last
 * @param acr how, as an Authentication Context Class Reference (OpenID Connect Core 1.0 section 2)
 */
public record BrowserSession(
        UUID id,
        UUID userId,
        int generation,
        Instant authTime,
        @Nullable String acr) {

    static BrowserSession of(Session session, Instant now) {
        Instant authTime = session.authTime();
        return new BrowserSession(
                session.id(),
                session.userId(),
                session.generation(),
                authTime == null ? session.createdAtOrNow(now) : authTime,
                session.acr());
    }
}
