package services.auth.token;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;

/** The algorithms that this service signs with (RFC 7518 section 3.1, RFC 8037 section 3.1), and the key pairs they take. */
public final class KeyAlgorithms {

    static final List<JWSAlgorithm> ALL =
            List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    private static final int RSA_BITS = 2048;
    private static final int ED25519_BYTES = 32;

    private KeyAlgorithms() {}

    /** A new private key, for that algorithm alone. */
    static JWK generate(JWSAlgorithm algorithm, String keyId) {
        try {
            if (algorithm.equals(JWSAlgorithm.ES256)) {
                return new ECKeyGenerator(Curve.P_256)
                        .keyID(keyId)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm)
                        .generate();
            }
            if (algorithm.equals(JWSAlgorithm.EdDSA)) {
                return ed25519(keyId);
            }
            return new RSAKeyGenerator(RSA_BITS)
                    .keyID(keyId)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm)
                    .generate();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException("A signing key cannot be made", e);
        }
    }

    /** The library would take another library for it; the JDK has it. */
    private static JWK ed25519(String keyId) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] privateKey = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        // the key is the end of its SubjectPublicKeyInfo (RFC 8410 section 4)
        byte[] info = pair.getPublic().getEncoded();
        byte[] publicKey = Arrays.copyOfRange(info, info.length - ED25519_BYTES, info.length);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(publicKey))
                .d(Base64URL.encode(privateKey))
                .keyID(keyId)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.EdDSA)
                .build();
    }

    /** @throws JOSEException when signatures of that key cannot be verified */
    public static JWSVerifier verifier(JWK jwk) throws JOSEException {
        if (jwk instanceof ECKey key) {
            return new ECDSAVerifier(key);
        }
        if (jwk instanceof OctetKeyPair key) {
            return new Ed25519JcaVerifier(key);
        }
        return new RSASSAVerifier((RSAKey) jwk);
    }

    static JWSSigner signer(JWK jwk) {
        try {
            if (jwk instanceof ECKey key) {
                return new ECDSASigner(key);
            }
            if (jwk instanceof OctetKeyPair key) {
                return new Ed25519JcaSigner(key);
            }
            return new RSASSASigner((RSAKey) jwk);
        } catch (JOSEException e) {
            throw new IllegalStateException("A signing key cannot be used", e);
        }
    }
}
