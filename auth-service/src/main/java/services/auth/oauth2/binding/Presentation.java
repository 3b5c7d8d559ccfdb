package services.auth.oauth2.binding;

import java.util.Optional;

import services.auth.oauth2.dpop.PresentedProof;

/**
 * How a token is presented.
 *
 * @param token what was presented
 * @param proof the proof that came with it where the scheme was DPoP; nothing where it was Bearer
 * @param certificateThumbprint {@code x5t#S256} of the certificate of the client, where it showed one
 */
public record Presentation(String token, Optional<PresentedProof> proof, Optional<String> certificateThumbprint) {

    @Override
    public String toString() {
        return "Presentation";
    }
}
