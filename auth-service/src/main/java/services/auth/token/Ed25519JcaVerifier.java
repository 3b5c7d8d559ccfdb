package services.auth.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;

/** Verifies signatures of Ed25519 (RFC 8037 section 3.1) by way of the JDK: the library would take another library for it. */
public final class Ed25519JcaVerifier extends BaseJWSProvider implements JWSVerifier {

    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_BYTES = 32;

    private final PublicKey key;

    /** @throws JOSEException when that is no public key of Ed25519 */
    public Ed25519JcaVerifier(OctetKeyPair jwk) throws JOSEException {
        super(Set.of(JWSAlgorithm.EdDSA));
        byte[] littleEndian = jwk.getDecodedX();
        if (littleEndian.length != KEY_BYTES) {
            throw new JOSEException("An Ed25519 key has 32 bytes");
        }
        try {
            this.key = KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point(littleEndian)));
        } catch (GeneralSecurityException e) {
            throw new JOSEException("An Ed25519 key cannot be used", e);
        }
    }

    /** RFC 8032 section 5.1.2: y, the least significant byte first, and in the last bit whether x is odd. */
    private static EdECPoint point(byte[] littleEndian) {
        byte[] y = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            y[i] = littleEndian[KEY_BYTES - 1 - i];
        }
        boolean isXOdd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        return new EdECPoint(isXOdd, new BigInteger(1, y));
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) throws JOSEException {
        try {
            Signature verification = Signature.getInstance(ALGORITHM);
            verification.initVerify(key);
            verification.update(signingInput);
            return verification.verify(signature.decode());
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new JOSEException("Ed25519 does not verify", e);
        }
    }
}
