package services.auth.administration;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import services.auth.audit.AuditEvent;
import services.auth.audit.AuditLog;

/**
 * An event of the audit log; null where something is not known.
 *
 * @param outcome success or failure
 * @param actorId who did it
 * @param userId to whom
 * @param sessionId in which login of the actor
 * @param address from where
 * @param details what else there is to tell, by type
 * @param position its place in the chain; null for a moment, until it is sealed
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record AuditEventResponse(
        UUID id,
        String type,
        String outcome,
        @JsonProperty("actor_id") @Nullable UUID actorId,
        @JsonProperty("user_id") @Nullable UUID userId,
        @JsonProperty("session_id") @Nullable UUID sessionId,
        @Nullable String address,
        @JsonProperty("request_id") @Nullable String requestId,
        Map<String, String> details,
        @Nullable Long position,
        @JsonProperty("created_at") Instant createdAt) {

    static AuditEventResponse of(AuditEvent event) {
        return new AuditEventResponse(
                event.id(),
                event.type(),
                event.outcome(),
                event.actorId(),
                event.userId(),
                event.sessionId(),
                event.address(),
                event.requestId(),
                AuditLog.details(event),
                event.position(),
                event.createdAt());
    }
}
