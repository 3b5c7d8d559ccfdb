package services.auth.clientadministration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** @param overlapSeconds how long the secret before is good; the service's own setting when absent */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
record NewSecretRequest(
        @JsonProperty("overlap_seconds") @Nullable @Min(0) @Max(NewSecretRequest.MAX_OVERLAP)
        Integer overlapSeconds) {

    static final int MAX_OVERLAP = 90 * 24 * 60 * 60;
}
