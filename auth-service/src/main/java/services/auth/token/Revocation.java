package services.auth.token;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A session or an access token that is dead before its time.
 *
 * @param id the {@code sid} or the {@code jti}
 * @param subject the user whose it was
 * @param expiresAt when nothing that it kills could be alive anyway
 * @param publishedAt when Redis confirmed it
 */
@MappedEntity("revocations")
public record Revocation(
        @Id UUID id,
        UUID subject,
        Instant expiresAt,
        @Nullable Instant publishedAt,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    static Revocation of(UUID id, UUID subject, Instant expiresAt) {
        return new Revocation(id, subject, expiresAt, null, null, null);
    }
}
