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

    @Override
    public String toString() {
        return "PresentedToken[" + scheme + "]";
    }
}
