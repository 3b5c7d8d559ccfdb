package services.resource.tokenvalidation;

/** How a token is presented (RFC 9110 §11.1). */
enum Scheme {

    /** Whoever has the token may use it (RFC 6750); one of the headers of our own counts as this too. */
    BEARER("Bearer realm=\"resource-service\""),

    /** Whoever has the token must prove to have the key that it is bound to (RFC 9449 §7.1). The algorithms are those of auth-service. */
    DPOP("DPoP realm=\"resource-service\", algs=\"ES256 PS256 EdDSA RS256\"");

    private final String challenge;

    Scheme(String challenge) {
        this.challenge = challenge;
    }

    String challenge() {
        return challenge;
    }

    Scheme other() {
        return this == BEARER ? DPOP : BEARER;
    }
}
