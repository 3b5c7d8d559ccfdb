package services.resource.gathering;

/** More questions wait than may. */
public final class OverloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OverloadException() {
        super("too many are waiting already", null, false, false);
    }
}
