package services.auth.token;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A session, an access token or an API key that is dead before its time, or whose copy in Redis is no longer right.
 *
 * @param id the {@code sid}, the {@code jti}, or the id of the API key
 * @param subject the user whose it was
 * @param tag of an API key its own id, as Redis is asked for it before its user is known; otherwise absent
 * @param forgets the session or API key that lives on and that Redis shall forget; absent where something is dead
 * @param expiresAt when nothing that it kills could be alive anyway, or nothing that it forgets still be there
 * @param publishedAt when Redis confirmed it
 */
@MappedEntity("revocations")
public record Revocation(
        @Id UUID id,
        UUID subject,
        @Nullable UUID tag,
        @Nullable UUID forgets,
        Instant expiresAt,
        @Nullable Instant publishedAt,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    static Revocation of(UUID id, UUID subject, @Nullable UUID tag, Instant expiresAt) {
        return new Revocation(id, subject, tag, null, expiresAt, null, null, null);
    }

    /** What its keys in Redis share. */
    UUID hashTag() {
        return tag == null ? subject : tag;
    }
}
