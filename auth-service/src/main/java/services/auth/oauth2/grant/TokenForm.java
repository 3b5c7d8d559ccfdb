package services.auth.oauth2.grant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a token request is described (RFC 6749 sections 4.1.3, 4.4.2 and 6, RFC 8628 section 3.4, RFC 8693 section 2.1); which members there are,
 * the grant tells.
 *
 * @param clientId of a client that does not prove itself with HTTP Basic, like {@code client_secret}
 */
record TokenForm(
        @JsonProperty("grant_type")
        @Schema(
                allowableValues = {
                    "authorization_code",
                    "refresh_token",
                    "client_credentials",
                    "urn:ietf:params:oauth:grant-type:device_code",
                    "urn:ietf:params:oauth:grant-type:token-exchange"
                })
        String grantType,

        @Nullable @Schema(example = "token:validate") String scope,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("client_secret") @Nullable String clientSecret,
        @Nullable String code,
        @JsonProperty("redirect_uri") @Nullable String redirectUri,
        @JsonProperty("code_verifier") @Nullable String codeVerifier,
        @JsonProperty("refresh_token") @Nullable String refreshToken,
        @JsonProperty("device_code") @Nullable String deviceCode,
        @JsonProperty("subject_token") @Nullable String subjectToken,
        @JsonProperty("subject_token_type") @Nullable String subjectTokenType) {}
