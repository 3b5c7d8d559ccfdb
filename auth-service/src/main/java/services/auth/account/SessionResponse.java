package services.auth.account;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import services.auth.session.OpenSession;

/**
 * A login as its user sees it; times in RFC 3339.
 *
 * @param clientId what the user logged in with
 * @param clientName what the client calls itself, where it is one of OAuth 2.0
 * @param flavour what its access tokens do when they are used: sliding, fixed or single_use
 * @param current whether this very request was made with it
 * @param createdAt when the user logged in
 * @param refreshCount how often it got new tokens
 * @param tokenExpiresAt when its access token dies, however much it is used
 * @param expiresAt when it ends, unless it is refreshed
 * @param address from which the user logged in, where that is known
 */
@Serdeable
record SessionResponse(
        UUID id,
        @JsonProperty("client_id") String clientId,

        @JsonProperty("client_name") @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) @Nullable
        String clientName,

        String flavour,
        boolean current,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("refresh_count") int refreshCount,
        @JsonProperty("token_expires_at") Instant tokenExpiresAt,
        @JsonProperty("expires_at") Instant expiresAt,
        @Nullable String address) {

    static SessionResponse of(OpenSession session, UUID current) {
        return new SessionResponse(
                session.id(),
                session.clientId(),
                session.clientName(),
                session.flavour(),
                session.id().equals(current),
                session.createdAt(),
                session.refreshCount(),
                session.tokenExpiresAt(),
                session.expiresAt(),
                session.address());
    }
}
