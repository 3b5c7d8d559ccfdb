package services.auth.validation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import services.auth.session.LiveSession;
import services.auth.token.AccessToken;

/**
 * The token is live.
 *
 * @param authenticated always true
 * @param sub the user's id
 * @param scope scope tokens, separated by spaces
 * @param sid the login
 * @param exp seconds since 1970: the end, used or not
 * @param expiresIn seconds until it dies if nobody uses it again
 * @param createdAt seconds since 1970
 * @param refreshCount how often the login got a new access token
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record ValidationResponse(
        boolean authenticated,
        String sub,
        String username,
        List<String> roles,
        String scope,
        @JsonProperty("client_id") String clientId,
        String sid,
        long exp,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("created_at") long createdAt,
        @JsonProperty("refresh_count") int refreshCount) {

    static ValidationResponse of(AccessToken token, LiveSession session, Instant now) {
        Instant end = token.expiresAt().isBefore(session.idleUntil()) ? token.expiresAt() : session.idleUntil();
        return new ValidationResponse(
                true,
                token.subject(),
                session.username(),
                session.roles(),
                session.scope().toString(),
                session.clientId(),
                session.id().toString(),
                token.expiresAt().getEpochSecond(),
                Duration.between(now, end).toSeconds(),
                token.issuedAt().getEpochSecond(),
                session.refreshCount());
    }
}
