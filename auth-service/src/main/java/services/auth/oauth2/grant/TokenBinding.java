package services.auth.oauth2.grant;

import java.security.cert.X509Certificate;
import java.util.Optional;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import jakarta.inject.Singleton;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.dpop.DPoPProofs;
import services.auth.oauth2.message.RefusedException;
import services.auth.token.Confirmation;

/** Finds out to what the new tokens of a client are bound: what it has proved to have, and what it is registered to prove. */
@Singleton
class TokenBinding {

    private final DPoPProofs proofs;

    TokenBinding(DPoPProofs proofs) {
        this.proofs = proofs;
    }

    /** @throws RefusedException when it proves nothing of what it must */
    Confirmation require(HTTPRequest message, Client client) {
        return new Confirmation(requireKey(message, client), requireCertificate(message, client));
    }

    /** RFC 9449 section 5: whoever brings a proof gets a bound token; section 5.2: who is registered so must bring one. */
    private Optional<String> requireKey(HTTPRequest message, Client client) {
        Optional<String> key = proofs.findKey(message).flatMap(Confirmation::keyThumbprint);
        if (key.isEmpty() && client.metadata().getDPoPBoundAccessTokens()) {
            throw new RefusedException(OAuth2Error.INVALID_DPOP_PROOF.setDescription("This client must prove its key"));
        }
        return key;
    }

    /** RFC 8705 section 3.4. */
    private static Optional<String> requireCertificate(HTTPRequest message, Client client) {
        if (!client.metadata().getTLSClientCertificateBoundAccessTokens()) {
            return Optional.empty();
        }
        X509Certificate certificate = message.getClientX509Certificate();
        if (certificate == null) {
            throw new RefusedException(
                    OAuth2Error.INVALID_REQUEST.setDescription("This client must show its certificate"));
        }
        return Optional.of(Confirmation.thumbprint(certificate));
    }
}
