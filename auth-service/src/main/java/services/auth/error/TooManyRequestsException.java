package services.auth.error;

import java.time.Duration;

/** Something was tried too often. */
public final class TooManyRequestsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param retryAfter when it may be tried again */
    public TooManyRequestsException(Duration retryAfter) {
        super("Too many attempts");
        this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    /** {@code Retry-After} (RFC 9110 section 10.2.3): in so many seconds the time is over. */
    public long retryAfterSeconds() {
        return Problem.retryAfterSeconds(retryAfter);
    }
}
