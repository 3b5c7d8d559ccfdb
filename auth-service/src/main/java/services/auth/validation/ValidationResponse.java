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
 * The token, or API key, is live.
 *
 * @param authenticated always true
 * @param sub the user's id
 * @param scope scope tokens, separated by spaces
 * @param clientId what the user logged in with, or {@code api-key}
 * @param sid the login, or the API key
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
        return of(session, token.expiresAt(), token.issuedAt(), now);
    }

    static ValidationResponse ofApiKey(LiveSession key, Instant now) {
        return of(key, key.expiresAt(), key.createdAt(), now);
    }

    private static ValidationResponse of(LiveSession session, Instant expiresAt, Instant createdAt, Instant now) {
        Instant end = expiresAt.isBefore(session.idleUntil()) ? expiresAt : session.idleUntil();
        return new ValidationResponse(
                true,
                session.userId().toString(),
                session.username(),
                session.roles(),
                session.scope().toString(),
                session.clientId(),
                session.id().toString(),
                expiresAt.getEpochSecond(),
                Duration.between(now, end).toSeconds(),
                createdAt.getEpochSecond(),
                session.refreshCount());
    }
}
