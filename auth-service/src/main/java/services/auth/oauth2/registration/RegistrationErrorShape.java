package services.auth.oauth2.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/** How a refusal is described (RFC 7591 section 3.2.2). */
record RegistrationErrorShape(
        @Schema(
                allowableValues = {
                    "invalid_redirect_uri",
                    "invalid_client_metadata",
                    "invalid_request",
                    "access_denied",
                    "temporarily_unavailable"
                })
        String error,

        @JsonProperty("error_description") @Schema(requiredMode = RequiredMode.NOT_REQUIRED)
        String errorDescription) {}
