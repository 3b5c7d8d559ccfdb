package services.auth.validation;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;

/** @param token the access token or API key that somebody presented */
@Serdeable
record ValidationRequest(@NotNull String token) {

    @Override
    public String toString() {
        return "ValidationRequest";
    }
}
