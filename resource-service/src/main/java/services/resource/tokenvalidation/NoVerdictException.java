package services.resource.tokenvalidation;

/** An attempt to validate a token that ended without a verdict; the message says why, for the log. */
final class NoVerdictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Cure cure;

    NoVerdictException(Cure cure, String reason) {
        super(reason, null, false, false);
        this.cure = cure;
    }

    Cure cure() {
        return cure;
    }

    /** What may help. */
    enum Cure {
        ANOTHER_ATTEMPT,
        NEW_OWN_TOKEN,
        TIME
    }
}
