package services.auth.session;

import java.time.Instant;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;
import services.auth.token.Flavour;

/**
 * A login at rest.
 *
 * @param clientId the client that the user logged in with
 * @param generation the user's generation at login; the session is dead when the user's has moved on
 * @param flavour what its access tokens do when they are used, see {@link Flavour#wireName}
 * @param refreshCount how often it got a new access token
 * @param idleTimeoutSeconds 0 when nothing dies of idleness
 * @param idleUntil a copy of the idle timer, which lags behind the one in Redis
 * @param accessTokenId the {@code jti} of its one access token that is good
 * @param accessExpiresAt the {@code exp} of that one
 * @param expiresAt when it ends unless it is refreshed
 * @param endedAt when it was ended before that
 * @param address from which the user logged in; absent where an older version did not store it
 */
@MappedEntity("sessions")
record Session(
        @Id UUID id,
        UUID userId,
        String clientId,
        int generation,
        String flavour,
        int refreshCount,
        long idleTimeoutSeconds,
        Instant idleUntil,
        @Nullable UUID accessTokenId,
        @Nullable Instant accessExpiresAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable String address,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt) {

    /** When the user logged in. */
    Instant createdAtOrNow(Instant now) {
        return createdAt == null ? now : createdAt;
    }

    /** Its end, if no access token says otherwise. */
    Instant accessEnd() {
        return accessExpiresAt == null ? expiresAt : accessExpiresAt;
    }
}
