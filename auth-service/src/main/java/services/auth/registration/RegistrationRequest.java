package services.auth.registration;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import services.auth.user.Names;

/**
 * @param username 3 to 64 letters, digits, dots, dashes and underscores of any alphabet
 * @param email at most 254 characters (RFC 5321 section 4.5.3.1.3)
 * @param password see {@link services.auth.password.PasswordPolicy}
 */
@Serdeable
@Schema(
        example =
                "{\"username\":\"alice\",\"email\":\"alice@example.org\",\"password\":\"correct horse battery staple\"}")
record RegistrationRequest(
        @NotNull @Pattern(regexp = Names.USERNAME, message = Names.USERNAME_MESSAGE)
        String username,

        @NotNull @Size(max = 254) @Email @Pattern(regexp = Names.EMAIL, message = Names.EMAIL_MESSAGE)
        String email,

        @NotNull @Size(min = 1, max = 256) String password) {

    @Override
    public String toString() {
        return "RegistrationRequest[" + username + "]";
    }
}
