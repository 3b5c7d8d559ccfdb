package services.resource.operations;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;

/** UP or DOWN, with what that was concluded from. */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Health(String status, Map<String, Health> components) {

    private static final String UP = "UP";

    static Health of(boolean isUp) {
        return of(isUp, Map.of());
    }

    static Health of(boolean isUp, Map<String, Health> components) {
        return new Health(isUp ? UP : "DOWN", components);
    }

    @JsonIgnore
    boolean isUp() {
        return status.equals(UP);
    }
}
