package services.auth.validation;

import io.micronaut.serde.annotation.Serdeable;

/** @param token the access token that somebody presented */
@Serdeable
record ValidationRequest(String token) {

    @Override
    public String toString() {
        return "ValidationRequest";
    }
}
