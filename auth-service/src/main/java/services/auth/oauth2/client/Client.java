package services.auth.oauth2.client;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A confidential client (RFC 6749 section 2.1).
 *
 * @param clientSecretHash SHA-256 in hexadecimal; secrets are random and long, so that nothing slower is needed
 * @param scope what it may ask for, scope tokens separated by spaces
 */
@MappedEntity("clients")
public record Client(
        @Id UUID id,
        String clientId,
        String clientSecretHash,
        String scope,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    @Override
    public String toString() {
        return "Client[" + clientId + "]";
    }
}
