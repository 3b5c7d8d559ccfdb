package services.auth.token;

import java.text.ParseException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;

/** A key pair that signs access tokens, ready for use. */
final class SigningKey {

    private final RSAKey jwk;
    private final JWSSigner signer;

    private SigningKey(RSAKey jwk, JWSSigner signer) {
        this.jwk = jwk;
        this.signer = signer;
    }

    /** @param jwk a private RSA key as JWK (RFC 7517) */
    static SigningKey parse(String jwk) {
        try {
            RSAKey key = RSAKey.parse(jwk);
            return new SigningKey(key, new RSASSASigner(key));
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("A signing key cannot be read", e);
        }
    }

    /** {@code kid}. */
    String id() {
        return jwk.getKeyID();
    }

    JWSSigner signer() {
        return signer;
    }

    RSAKey publicJwk() {
        return jwk.toPublicJWK();
    }
}
