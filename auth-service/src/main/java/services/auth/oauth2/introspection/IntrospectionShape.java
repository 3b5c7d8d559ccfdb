package services.auth.oauth2.introspection;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/**
 * How the answer is described (RFC 7662 section 2.2): of a token that is not live, or not for the client to know of, {@code active} alone.
 *
 * @param tokenType Bearer or DPoP; not of a refresh token
 * @param exp seconds since 1970, like {@code iat} and {@code auth_time}
 * @param aud of an access token
 * @param sid the login
 * @param acr how the user signed in (RFC 9470 section 6.2)
 */
record IntrospectionShape(
        Boolean active,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String scope,

        @JsonProperty("client_id") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String clientId,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String username,

        @JsonProperty("token_type") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String tokenType,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) Long exp,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) Long iat,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String sub,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) List<String> aud,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String iss,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String jti,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String sid,

        @JsonProperty("auth_time") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        Long authTime,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String acr,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) ConfirmationShape cnf) {

    /**
     * To which key the token is bound.
     *
     * @param jkt of a DPoP key (RFC 9449 section 6.1)
     * @param x5t of a certificate (RFC 8705 section 3.1)
     */
    record ConfirmationShape(
            @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
            String jkt,

            @JsonProperty("x5t#S256") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
            String x5t) {}
}
