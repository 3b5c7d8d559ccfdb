package services.auth.oauth2.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import services.auth.error.UnavailableException;
import services.auth.token.KeyAlgorithms;

/** Judges whether a JWT is signed by a client. */
@Singleton
public class ClientSignatures {

    private final ClientKeys keys;

    ClientSignatures(ClientKeys keys) {
        this.keys = keys;
    }

    /**
     * Whether one of the client's keys has signed it.
     *
     * @throws UnavailableException when the client's keys cannot be had now
     */
    public boolean areGood(Client client, SignedJWT jwt) {
        JWKMatcher fitting = JWKMatcher.forJWSHeader(jwt.getHeader());
        return fitting != null && keys.anyMatch(client, new JWKSelector(fitting), key -> isSignedBy(jwt, key));
    }

    private static boolean isSignedBy(SignedJWT jwt, JWK key) {
        try {
            return jwt.verify(KeyAlgorithms.verifier(key));
        } catch (JOSEException | RuntimeException doesNotFit) {
            return false;
        }
    }
}
