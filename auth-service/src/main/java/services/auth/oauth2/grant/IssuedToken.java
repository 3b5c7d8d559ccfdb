package services.auth.oauth2.grant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the answer that brings an access token is described (RFC 6749 section 5.1, OpenID Connect Core 1.0 section 3.1.3.3). */
record IssuedToken(
        @JsonProperty("access_token") String accessToken,

        @JsonProperty("token_type") @Schema(allowableValues = {"Bearer", "DPoP"})
        String tokenType,

        @JsonProperty("expires_in") long expiresIn,
        String scope,
        @JsonProperty("refresh_token") @Nullable String refreshToken,
        @JsonProperty("id_token") @Nullable String idToken,
        @JsonProperty("issued_token_type") @Nullable String issuedTokenType) {}
