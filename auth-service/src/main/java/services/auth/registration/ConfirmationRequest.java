package services.auth.registration;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import services.auth.onetimecode.OneTimeCodes;
import services.auth.user.Names;

/**
 * @param email to which the code was sent
 * @param code six digits
 */
@Serdeable
record ConfirmationRequest(
        @NotNull @Size(max = 254) @Pattern(regexp = Names.EMAIL, message = Names.EMAIL_MESSAGE)
        String email,

        @NotNull @Pattern(regexp = OneTimeCodes.FORM, message = OneTimeCodes.FORM_MESSAGE)
        String code) {

    @Override
    public String toString() {
        return "ConfirmationRequest";
    }
}
