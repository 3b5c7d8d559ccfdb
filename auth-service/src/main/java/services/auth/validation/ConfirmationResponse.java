package services.auth.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import services.auth.token.Confirmation;

/**
 * What the token is bound to, and what has been proved (RFC 7800 section 3.1).
 *
 * @param jkt thumbprint of a key (RFC 9449 section 6.1)
 * @param x5t thumbprint of a certificate (RFC 8705 section 3.1)
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConfirmationResponse(
        @Nullable String jkt,
        @JsonProperty("x5t#S256") @Nullable String x5t) {

    static @Nullable ConfirmationResponse of(Confirmation confirmation) {
        return confirmation.isNone()
                ? null
                : new ConfirmationResponse(
                        confirmation.keyThumbprint().orElse(null),
                        confirmation.certificateThumbprint().orElse(null));
    }
}
