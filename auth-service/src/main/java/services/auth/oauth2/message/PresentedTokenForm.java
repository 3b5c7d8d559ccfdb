package services.auth.oauth2.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a request is described that is about a token (RFC 7662 section 2.1, RFC 7009 section 2.1).
 *
 * @param tokenTypeHint what the client takes it for; nothing depends on it
 * @param clientId of a client that does not prove itself with HTTP Basic, like {@code client_secret}
 */
public record PresentedTokenForm(
        String token,

        @JsonProperty("token_type_hint") @Nullable @Schema(allowableValues = {"access_token", "refresh_token"})
        String tokenTypeHint,

        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("client_secret") @Nullable String clientSecret) {}
