package services.auth.registration;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;

/**
 * @param confirmation whether an account is made before its address is confirmed
 * @param pendingTimeToLive how long a registration waits for that
 */
@Context
@ConfigurationProperties("auth-service.registration")
record RegistrationConfiguration(Confirmation confirmation, Duration pendingTimeToLive) {

    enum Confirmation {
        /** Who registers can log in at once. */
        OPTIONAL,
        /** Who registers can log in when the address is confirmed. */
        REQUIRED
    }
}
