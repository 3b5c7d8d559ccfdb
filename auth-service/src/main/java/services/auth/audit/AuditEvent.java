package services.auth.audit;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param type see {@link AuditType}
 * @param outcome success or failure
 * @param actorId who did it, where that is known
 * @param userId to whom
 * @param sessionId in which login of the actor
 * @param address from where
 * @param requestId see {@link services.auth.request.RequestId}
 * @param details a JSON object with what else there is to tell
 * @param position its place in the chain; absent until it is sealed, like {@code seal}
 */
@MappedEntity("audit_events")
public record AuditEvent(
        @Id UUID id,
        String type,
        String outcome,
        @Nullable UUID actorId,
        @Nullable UUID userId,
        @Nullable UUID sessionId,
        @Nullable String address,
        @Nullable String requestId,
        String details,
        @Nullable Long position,
        @Nullable String seal,
        Instant createdAt,
        Instant updatedAt) {}
