package services.auth.oauth2.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * How a refusal is described (RFC 6749 section 5.2).
 *
 * @param error a code of RFC 6749 section 5.2, or of an extension: RFC 7009 section 2.2.1, RFC 8628 section 3.5, RFC 9101 section 7, RFC 9449 section 5
 */
public record OAuthError(
        @Schema(example = "invalid_grant") String error,

        @JsonProperty("error_description") @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String errorDescription) {}
