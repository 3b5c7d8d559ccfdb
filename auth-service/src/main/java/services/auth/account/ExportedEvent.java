package services.auth.account;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import services.auth.audit.AuditEvent;

/** Something that happened to an account, as its user may see it: not who else had a hand in it. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record ExportedEvent(
        String type,
        String outcome,
        @Nullable String address,
        @JsonProperty("created_at") Instant createdAt) {

    static ExportedEvent of(AuditEvent event) {
        boolean isOwn = event.actorId() == null || event.actorId().equals(event.userId());
        return new ExportedEvent(event.type(), event.outcome(), isOwn ? event.address() : null, event.createdAt());
    }
}
