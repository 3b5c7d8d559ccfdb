package services.auth.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;
import services.auth.session.LiveSession;
import services.auth.token.Scope;

/**
 * What PostgreSQL says of a key that is not dead, with its user's name and rights.
 *
 * @param scope the key's
 * @param roles role names, separated by spaces
 * @param userScope scope tokens of all roles, separated by spaces
 */
@Introspected
record ApiKeyRow(
        UUID id,
        UUID userId,
        String username,
        String keyHash,
        String scope,
        String roles,
        String userScope,
        @Nullable Instant expiresAt,
        Instant createdAt) {

    /** What stands as {@code client_id} in the place of the client that a login names. */
    private static final String CLIENT_ID = "api-key";

    /** The end of what does not end: the last second that RFC 3339 can write. */
    static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    LiveSession toLiveSession() {
        Instant end = expiresAt == null ? NEVER : expiresAt;
        return new LiveSession(
                id,
                userId,
                username,
                roles.isEmpty() ? List.of() : List.of(roles.split(" ")),
                Scope.parse(scope).commonWith(Scope.parse(userScope)),
                CLIENT_ID,
                Duration.ZERO,
                end,
                end,
                createdAt,
                0);
    }

    @Override
    public String toString() {
        return "ApiKeyRow[" + id + "]";
    }
}
