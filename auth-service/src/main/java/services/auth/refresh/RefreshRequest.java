package services.auth.refresh;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** @param refreshToken from the last login or refresh */
@Serdeable
record RefreshRequest(
        @JsonProperty("refresh_token") @NotNull @Size(min = 1, max = 256)
        String refreshToken) {

    @Override
    public String toString() {
        return "RefreshRequest";
    }
}
