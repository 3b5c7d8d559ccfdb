package services.auth.oauth2.grant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a token request is described (RFC 6749 section 4.4.2).
 *
 * @param clientId of a client that does not prove itself with HTTP Basic, like {@code client_secret}
 */
record TokenForm(
        @JsonProperty("grant_type") @Schema(allowableValues = "client_credentials")
        String grantType,

        @Nullable @Schema(example = "token:validate") String scope,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("client_secret") @Nullable String clientSecret) {}
