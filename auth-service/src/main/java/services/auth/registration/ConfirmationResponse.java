package services.auth.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/** @param emailVerified true */
@Serdeable
record ConfirmationResponse(@JsonProperty("email_verified") boolean emailVerified) {}
