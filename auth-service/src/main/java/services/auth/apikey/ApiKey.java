package services.auth.apikey;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * An API key at rest.
 *
 * @param name what its user calls it
 * @param keyHash by which it is known again; the key itself is kept nowhere
 * @param scope what it may do at the most: scope tokens, separated by spaces
 * @param expiresAt null when it does not expire
 * @param lastUsedAt lags behind by seconds
 */
@MappedEntity("api_keys")
public record ApiKey(
        @Id UUID id,
        UUID userId,
        String name,
        String keyHash,
        String scope,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    /** How the key begins, for its user to know it again by: part of its id, and nothing of its secret. */
    public String start() {
        return ApiKeyValue.start(id);
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }
}
