package services.auth.session;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A login at rest.
 *
 * @param clientId the client that the user logged in with
 * @param generation the user's generation at login; the session is dead when the user's has moved on
 * @param refreshCount how often it got a new access token
 * @param idleUntil a copy of the idle timer, which lags behind the one in Redis
 * @param expiresAt the end, used or not
 * @param endedAt when it was ended before that
 */
@MappedEntity("sessions")
record Session(
        @Id UUID id,
        UUID userId,
        String clientId,
        int generation,
        int refreshCount,
        long idleTimeoutSeconds,
        Instant idleUntil,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {}
