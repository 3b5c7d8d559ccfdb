package services.auth.oauth2.grant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/** How a refusal is described (RFC 6749 section 5.2). */
record TokenError(
        @Schema(
                allowableValues = {
                    "invalid_request",
                    "invalid_client",
                    "invalid_grant",
                    "unauthorized_client",
                    "unsupported_grant_type",
                    "invalid_scope",
                    "temporarily_unavailable"
                })
        String error,

        @JsonProperty("error_description") @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String errorDescription) {}
