package services.auth.error;

/**
 * The service cannot tell or cannot do it now: PostgreSQL or Redis is away, or too much is asked at once. Reaches the
 * client as 503 with {@code Retry-After}; never as a refusal.
 */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message for the log
     * @param cause what failed
     */
    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message for the log */
    public UnavailableException(String message) {
        super(message);
    }
}
