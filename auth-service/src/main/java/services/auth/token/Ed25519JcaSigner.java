package services.auth.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;

/** Signs with Ed25519 (RFC 8037 section 3.1) by way of the JDK. */
final class Ed25519JcaSigner extends BaseJWSProvider implements JWSSigner {

    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey key;

    Ed25519JcaSigner(OctetKeyPair jwk) throws JOSEException {
        super(Set.of(JWSAlgorithm.EdDSA));
        try {
            this.key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, jwk.getDecodedD()));
        } catch (GeneralSecurityException e) {
            throw new JOSEException("An Ed25519 key cannot be used", e);
        }
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] signingInput) throws JOSEException {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(signingInput);
            return Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new JOSEException("Ed25519 does not sign", e);
        }
    }
}
