package services.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;
import services.auth.token.Scope;

/**
 * What PostgreSQL says of a session that is not over, with its user's name and rights.
 *
 * @param roles role names, separated by spaces
 * @param scope scope tokens of all roles, separated by spaces
 * @param grantedScope what the user has allowed the client, in the same form; absent where the roles alone decide
 */
@Introspected
record SessionRow(
        UUID id,
        UUID userId,
        String username,
        String roles,
        String scope,
        @Nullable String grantedScope,
        String clientId,
        long idleTimeoutSeconds,
        Instant idleUntil,
        Instant expiresAt,
        Instant createdAt,
        int refreshCount) {

    LiveSession toLiveSession() {
        return new LiveSession(
                id,
                userId,
                username,
                roles.isEmpty() ? List.of() : List.of(roles.split(" ")),
                grantedScope == null
                        ? Scope.parse(scope)
                        : Scope.parse(grantedScope).limitedBy(Scope.parse(scope)),
                clientId,
                Duration.ofSeconds(idleTimeoutSeconds),
                idleUntil,
                expiresAt,
                createdAt,
                refreshCount);
    }
}
