package services.auth.validation;

import java.util.List;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** @param questions what is asked about each token */
@Serdeable
record ManyValidationsRequest(
        @NotNull @Size(min = 1, max = ManyValidationsRequest.MOST)
        List<@NotNull @Valid ValidationRequest> questions) {

    static final int MOST = 256;

    /** Whether the validator would find nothing wrong. */
    @SuppressWarnings("NullAway") // that is what was not known so far
    boolean isComplete() {
        return questions != null
                && !questions.isEmpty()
                && questions.size() <= MOST
                && questions.stream().allMatch(question -> question != null && question.isComplete());
    }

    @Override
    public String toString() {
        return "ManyValidationsRequest";
    }
}
