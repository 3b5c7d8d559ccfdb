package services.auth.oauth2.message;

import com.nimbusds.oauth2.sdk.ErrorObject;

/** A request of a client that is refused with an error of RFC 6749 section 5.2, or of an extension of it. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorObject error;

    /** @param error as the client is told; nothing else of the reason leaves the service */
    public RefusedException(ErrorObject error) {
        super(error.getCode(), null, false, false);
        this.error = error;
    }

    public ErrorObject error() {
        return error;
    }
}
