package services.auth.session;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token at rest.
 *
 * @param tokenHash by which it is known again; the token itself is kept nowhere
 * @param parentId the one against which it was given; the first of a login has none
 * @param spentAt when the next one was given against it
 * @param supersededAt when another took its place, because the answer that carried it was lost
 */
@MappedEntity("refresh_tokens")
record RefreshToken(
        @Id UUID id,
        UUID sessionId,
        String tokenHash,
        @Nullable UUID parentId,
        Instant expiresAt,
        @Nullable Instant spentAt,
        @Nullable Instant supersededAt,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    /** Whether it is the one of its session that is good. */
    boolean isCurrent() {
        return spentAt == null && supersededAt == null;
    }

    @Override
    public String toString() {
        return "RefreshToken[" + id + "]";
    }
}
