package services.resource.authservice;

/** There is no access token of this service's own to be had now; the message says why. */
public final class TokenFetchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TokenFetchException(String reason) {
        super(reason, null, false, false);
    }
}
