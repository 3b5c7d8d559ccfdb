package services.resource.tokenvalidation;

import java.util.Optional;

/**
 * A token, and what was presented with it. What any of that is worth, auth-service knows.
 *
 * @param proof where the scheme is DPoP
 * @param certificateThumbprint {@code x5t#S256} of the client's certificate (RFC 8705 §3.1), where it showed one
 */
record PresentedToken(
        String value, Scheme scheme, Optional<PresentedProof> proof, Optional<String> certificateThumbprint) {

    /** The names of all members of a question and what is between them, with the longest method. */
    private static final int MEMBERS = 100;

    /** A control character, escaped; all others have fewer. */
    private static final int MOST_BYTES_OF_A_CHARACTER = 6;

    static PresentedToken of(String value, Scheme scheme) {
        return new PresentedToken(value, scheme, Optional.empty(), Optional.empty());
    }

    /**
     * A DPoP proof, and the request that brought it (RFC 9449 §4.2).
     *
     * @param proof what the {@code DPoP} header said
     * @param htm the method
     * @param htu the address that the client sent the request to
     */
    record PresentedProof(String proof, String htm, String htu) {

        @Override
        public String toString() {
            return "PresentedProof[" + htm + " " + htu + "]";
        }
    }

    PresentedToken with(PresentedProof given) {
        return new PresentedToken(value, scheme, Optional.of(given), certificateThumbprint);
    }

    PresentedToken withCertificate(String thumbprint) {
        return new PresentedToken(value, scheme, proof, Optional.of(thumbprint));
    }

    /** At least as many as the question about it has, as JSON. The token itself has no character that takes more than one. */
    int mostBytes() {
        return MEMBERS
                + value.length()
                + certificateThumbprint.map(String::length).orElse(0)
                + proof.map(given -> given.proof().length() + given.htu().length())
                                .orElse(0)
                        * MOST_BYTES_OF_A_CHARACTER;
    }

    @Override
    public String toString() {
        return "PresentedToken[" + scheme + "]";
    }
}
