package services.auth.oauth2.par;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a pushed authorization request is described; it has every parameter that an authorization request may have. */
record PushedRequestForm(
        @JsonProperty("client_id") String clientId,

        @JsonProperty("response_type") @Schema(allowableValues = "code")
        String responseType,

        @JsonProperty("redirect_uri") String redirectUri,
        @Schema(example = "openid profile") String scope,
        @Nullable String state,
        @Nullable String nonce,
        @JsonProperty("code_challenge") @Nullable String codeChallenge,

        @JsonProperty("code_challenge_method") @Nullable @Schema(allowableValues = "S256")
        String codeChallengeMethod) {}
