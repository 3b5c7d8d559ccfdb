package services.auth.oauth2.message;

/**
 * From where a script in a browser may call an endpoint: from anywhere, without the browser's cookies, as a token or a proof is asked of it all
 * the same. It is for the endpoints that clients call, never for the authorization endpoint, which users visit (RFC 9700 section 2.6).
 */
public final class CrossOrigins {

    /** A regular expression. */
    public static final String ANY = "https?://.*";

    private CrossOrigins() {}
}
