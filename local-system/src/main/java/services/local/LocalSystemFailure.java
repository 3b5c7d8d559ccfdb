package services.local;

/** Why the system does not run; the message is for the person who started it. */
public final class LocalSystemFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LocalSystemFailure(String message) {
        super(message);
    }

    public LocalSystemFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
