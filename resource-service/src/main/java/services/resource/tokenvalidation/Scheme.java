package services.resource.tokenvalidation;

import java.util.Optional;

/** How a token is presented (RFC 9110 §11.1). */
enum Scheme {

    /** Whoever has the token may use it (RFC 6750); one of the headers of our own counts as this too. */
    BEARER("Bearer", "realm=\"resource-service\""),

    /** Whoever has the token must prove to have the key that it is bound to (RFC 9449 §7.1). The algorithms are those of auth-service. */
    DPOP("DPoP", "realm=\"resource-service\", algs=\"ES256 PS256 EdDSA RS256\"");

    private final String name;
    private final String challenge;

    Scheme(String name, String parameters) {
        this.name = name;
        this.challenge = name + " " + parameters;
    }

    /** The one that an {@code Authorization} header names (RFC 9110 §11.4); none where it is no other than these. */
    static Optional<Scheme> find(String authorization) {
        if (BEARER.isNamedBy(authorization)) {
            return Optional.of(BEARER);
        }
        return DPOP.isNamedBy(authorization) ? Optional.of(DPOP) : Optional.empty();
    }

    private boolean isNamedBy(String authorization) {
        return authorization.regionMatches(true, 0, name, 0, name.length())
                && (authorization.length() == name.length() || authorization.charAt(name.length()) == ' ');
    }

    /** What follows the name in the header, behind any number of spaces. */
    String credentials(String authorization) {
        int start = name.length();
        while (start < authorization.length() && authorization.charAt(start) == ' ') {
            start++;
        }
        return authorization.substring(start);
    }

    String challenge() {
        return challenge;
    }

    Scheme other() {
        return this == BEARER ? DPOP : BEARER;
    }
}
