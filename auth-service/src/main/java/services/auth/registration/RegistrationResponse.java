package services.auth.registration;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import services.auth.user.User;

/** The new account. */
@Serdeable
record RegistrationResponse(
        UUID id,
        String username,
        String email,
        @JsonProperty("email_verified") boolean emailVerified) {

    static RegistrationResponse of(User user) {
        return new RegistrationResponse(user.id(), user.username(), user.email(), user.emailVerified());
    }
}
