package services.backing;

/** Why a backing service cannot be had; the message is one line for the person who asked for it. */
public final class BackingServiceFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BackingServiceFailure(String message) {
        super(message);
    }

    public BackingServiceFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
