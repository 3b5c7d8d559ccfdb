package services.auth.registration;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import services.auth.emailconfirmation.PendingRegistration;

/**
 * The new account. It is the same for an address that is somebody's already.
 *
 * @param emailVerified false: a code was sent
 * @param passwordStrength from 0 to 4
 */
@Serdeable
record RegistrationResponse(
        UUID id,
        String username,
        String email,
        @JsonProperty("email_verified") boolean emailVerified,
        @JsonProperty("password_strength") int passwordStrength) {

    static RegistrationResponse of(PendingRegistration registration, int passwordStrength) {
        return new RegistrationResponse(
                registration.id(), registration.username(), registration.email(), false, passwordStrength);
    }
}
