package services.auth.administration;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line, and at the end of all of them.
 *
 * @param line its number, from 1; the number of lines at the end
 * @param id of the new account
 * @param detail what is wrong with an invalid line; at the end, how many there were of each
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportResult(
        long line,
        Status status,
        @Nullable UUID id,
        @Nullable String detail) {

    /** What can become of a line. */
    @Serdeable
    enum Status {
        /** There is a new account. */
        @JsonProperty("created")
        CREATED,
        /** The username or the confirmed address has an account already, and it is left as it is. */
        @JsonProperty("exists")
        EXISTS,
        /** The line is not good. */
        @JsonProperty("invalid")
        INVALID,
        /** Every line was read. */
        @JsonProperty("done")
        DONE
    }

    static ImportResult created(long line, UUID id) {
        return new ImportResult(line, Status.CREATED, id, null);
    }

    static ImportResult exists(long line) {
        return new ImportResult(line, Status.EXISTS, null, null);
    }

    static ImportResult invalid(long line, String detail) {
        return new ImportResult(line, Status.INVALID, null, detail);
    }

    static ImportResult done(long lines, String detail) {
        return new ImportResult(lines, Status.DONE, null, detail);
    }
}
