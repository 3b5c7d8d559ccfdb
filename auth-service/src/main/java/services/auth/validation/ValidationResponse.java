package services.auth.validation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
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
 * @param cnf what the token is bound to; absent of a bearer token
 * @param nonce for the next proof, where proofs must have one
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
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
        @JsonProperty("refresh_count") int refreshCount,
        @Nullable ConfirmationResponse cnf,
        @JsonProperty("dpop_nonce") @Nullable String nonce) {

    /** @param nonce for the next proof */
    static ValidationResponse of(AccessToken token, LiveSession session, @Nullable String nonce, Instant now) {
        return of(
                session,
                token.expiresAt(),
                token.issuedAt(),
                ConfirmationResponse.of(token.confirmation()),
                nonce,
                now);
    }

    static ValidationResponse ofApiKey(LiveSession key, Instant now) {
        return of(key, key.expiresAt(), key.createdAt(), null, null, now);
    }

    private static ValidationResponse of(
            LiveSession session,
            Instant expiresAt,
            Instant createdAt,
            @Nullable ConfirmationResponse cnf,
            @Nullable String nonce,
            Instant now) {
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
                session.refreshCount(),
                cnf,
                nonce);
    }
}
