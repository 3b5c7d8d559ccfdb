package services.auth.audit;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param type one of the constants
 * @param userId to whom
 * @param sessionId in which login
 */
@MappedEntity("audit_events")
record AuditEvent(
        @Id UUID id,
        String type,
        @Nullable UUID userId,
        @Nullable UUID sessionId,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {}
