package services.resource.error;

/** Ends the request with a problem that the caller has caused. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    /** @param detail tells the caller what to change; never repeats what the caller sent */
    public ProblemException(ProblemCode code, String detail) {
        // no stack trace: it is an answer, and a flood of bad requests must stay cheap
        super(detail, null, false, false);
        this.code = code;
    }

    public ProblemException(ProblemCode code) {
        this(code, code.detail());
    }

    public ProblemCode code() {
        return code;
    }
}
