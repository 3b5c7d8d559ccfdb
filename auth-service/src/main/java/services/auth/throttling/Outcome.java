package services.auth.throttling;

import java.time.Duration;

/** Whether a try is within its limit. */
public sealed interface Outcome {

    /** It is, and has been counted. */
    record Allowed() implements Outcome {}

    /**
     * It is not, and has not been counted.
     *
     * @param retryAfter when the next one will be allowed, if nobody else tries
     */
    record Refused(Duration retryAfter) implements Outcome {}
}
