package services.auth.oauth2.dpop;

/** A DPoP proof that is none; the message is for the log. */
final class InvalidProofException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidProofException(String reason) {
        // no stack trace: it is an answer, and a flood of bad proofs must stay cheap
        super(reason, null, false, false);
    }
}
