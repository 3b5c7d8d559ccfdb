package services.auth.login;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * @param username the username or the e-mail address
 */
@Serdeable
record LoginRequest(
        @NotNull
        @Size(min = 1, max = 254)
        @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        String username,

        @NotNull @Size(min = 1, max = 128) String password) {

    @Override
    public String toString() {
        return "LoginRequest[" + username + "]";
    }
}
