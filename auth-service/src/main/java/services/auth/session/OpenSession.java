package services.auth.session;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * A login that is not over, for its user to see.
 *
 * @param clientName what the client calls itself, or else its {@code client_id}; absent where no client of OAuth 2.0 was allowed it
 * @param flavour what its access tokens do when they are used
 * @param tokenExpiresAt when its access token dies, however much it is used
 * @param expiresAt when it ends, unless it is refreshed
 * @param address from which the user logged in, where that is known
 */
@Introspected
public record OpenSession(
        UUID id,
        String clientId,
        @Nullable String clientName,
        String flavour,
        int refreshCount,
        Instant createdAt,
        Instant tokenExpiresAt,
        Instant expiresAt,
        @Nullable String address) {}
