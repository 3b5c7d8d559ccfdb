package services.auth.oauth2.client;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A secret with which a client proves itself (RFC 6749 section 2.3.1).
 *
 * @param secretHash SHA-256 in hexadecimal; secrets are random and long, so that nothing slower is needed
 * @param expiresAt from when it is good no longer; absent while it is the newest
 */
@MappedEntity("client_secrets")
public record ClientSecret(
        @Id UUID id,
        UUID clientId,
        String secretHash,
        @Nullable Instant expiresAt,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    @Override
    public String toString() {
        return "ClientSecret[" + id + "]";
    }
}
