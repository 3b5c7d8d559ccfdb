package services.auth.error;

/** The service cannot start; the message tells the operator, in one line, what to do about it. */
public final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }
}
