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
 * @param encryptedPrivateJwk the key pair of RS256 as JWE (RFC 7516)
 * @param encryptedOtherJwks those of the other algorithms, a JWK Set as JWE; absent in a key that an earlier version made
 * @param activeFrom from when it signs, until a later one does
 * @param revokedFrom from when no token of it is accepted; absent unless it was revoked
 */
@MappedEntity("signing_keys")
record StoredSigningKey(
        @Id UUID id,
        String publicJwk,
        String encryptedPrivateJwk,
        @Nullable String encryptedOtherJwks,
        Instant activeFrom,
        @Nullable Instant revokedFrom,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    /** {@code kid}. */
    String keyId() {
        return id.toString();
    }

    boolean isRevokedAt(Instant now) {
        return revokedFrom != null && !now.isBefore(revokedFrom);
    }

    @Override
    public String toString() {
        return "StoredSigningKey[" + id + "]";
    }
}
