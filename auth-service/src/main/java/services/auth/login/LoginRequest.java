package services.auth.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * @param username the username or the e-mail address
 * @param clientId the app, see {@link LoginClients}; absent for none in particular
 */
@Serdeable
record LoginRequest(
        @NotNull
        @Size(min = 1, max = 254)
        @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        String username,

        @NotNull @Size(min = 1, max = 256) String password,

        @JsonProperty("client_id") @Nullable @Size(min = 1, max = 64)
        String clientId) {

    @Override
    public String toString() {
        return "LoginRequest[" + username + "]";
    }
}
