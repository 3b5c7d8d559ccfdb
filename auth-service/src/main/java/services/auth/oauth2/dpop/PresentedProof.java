package services.auth.oauth2.dpop;

/**
 * A DPoP proof, and the request that brought it.
 *
 * @param jwt what the {@code DPoP} header said
 * @param method of the request
 * @param target the address that the client sent it to
 */
public record PresentedProof(String jwt, String method, String target) {

    @Override
    public String toString() {
        return "PresentedProof[" + method + " " + target + "]";
    }
}
