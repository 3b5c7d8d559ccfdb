package services.auth.oauth2.backchannellogout;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;
import services.auth.outbox.Outgoing;

/**
 * A client that is to be told of a login that is over.
 *
 * @param attempts how often it was taken out to be sent
 * @param nextAttemptAt when it is taken out next; while it is being sent, when whoever does that is taken for dead
 * @param expiresAt when it is given up
 */
@MappedEntity("outgoing_logouts")
record QueuedLogout(
        @Id UUID id,
        String clientId,
        UUID userId,
        UUID sessionId,
        int attempts,
        Instant nextAttemptAt,
        Instant expiresAt,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt)
        implements Outgoing {

    @Override
    public String kind() {
        return "logout_token";
    }

    @Override
    public String toString() {
        return "logout token " + id + " for client " + clientId;
    }
}
