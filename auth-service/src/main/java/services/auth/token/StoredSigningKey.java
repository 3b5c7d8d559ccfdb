package services.auth.token;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A signing key at rest.
 *
 * @param publicJwk the public part (RFC 7517)
 * @param encryptedPrivateJwk the whole key as JWE (RFC 7516)
 */
@MappedEntity("signing_keys")
record StoredSigningKey(
        @Id UUID id,
        String publicJwk,
        String encryptedPrivateJwk,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {}
