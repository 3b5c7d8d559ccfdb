package services.auth.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SigningKeyTest {

    private static final JWTClaimsSet CLAIMS =
            new JWTClaimsSet.Builder().subject("alice").build();

    private final SigningKey key = SigningKey.generate();
    private final List<JWK> published = key.publicJwks().toList();

    @Test
    void eachAlgorithmHasAKeyOfItsOwnAndAllOfThemAreFoundByTheirIds() throws Exception {
        assertThat(published)
                .extracting(jwk -> jwk.getAlgorithm().getName())
                .containsExactly("RS256", "PS256", "ES256", "EdDSA");
        for (JWK jwk : published) {
            SignedJWT jwt = signed(JWSAlgorithm.parse(jwk.getAlgorithm().getName()));

            assertThat(jwt.getHeader().getKeyID()).isEqualTo(jwk.getKeyID());
            assertThat(verifies(jwt, jwk)).as(jwk.getAlgorithm().getName()).isTrue();
        }
        assertThat(published).extracting(JWK::getKeyID).doesNotHaveDuplicates();
    }

    @Test
    void nothingPrivateIsPublished() {
        assertThat(published).noneMatch(JWK::isPrivate);
    }

    @Test
    void keyOfAnEarlierVersionSignsAccessTokensAlone() throws Exception {
        JWK rs256 = KeyAlgorithms.generate(JWSAlgorithm.RS256, "old");

        SigningKey old = SigningKey.parse(rs256.toJSONString(), null);

        assertThat(old.id()).isEqualTo("old");
        assertThat(old.signer(JWSAlgorithm.RS256)).isPresent();
        assertThat(old.signer(JWSAlgorithm.ES256)).isEmpty();
        assertThat(SigningKey.parse(
                                rs256.toJSONString(),
                                SigningKey.generateOthers("old").toString(false))
                        .signer(JWSAlgorithm.ES256))
                .isPresent();
    }

    private SignedJWT signed(JWSAlgorithm algorithm) throws JOSEException, ParseException {
        SigningKey.Signer signer = key.signer(algorithm).orElseThrow();
        SignedJWT jwt = new SignedJWT(signer.header().build(), CLAIMS);
        jwt.sign(signer.signer());
        return SignedJWT.parse(jwt.serialize());
    }

    private static boolean verifies(SignedJWT jwt, JWK jwk) throws JOSEException, GeneralSecurityException {
        if (jwk.getAlgorithm().equals(JWSAlgorithm.EdDSA)) {
            byte[] info = HexFormat.of()
                    .parseHex("302a300506032b6570032100"
                            + HexFormat.of().formatHex(jwk.toOctetKeyPair().getDecodedX()));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));
            signature.update(jwt.getSigningInput());
            return signature.verify(jwt.getSignature().decode());
        }
        JWSVerifier verifier = jwk.getAlgorithm().equals(JWSAlgorithm.ES256)
                ? new ECDSAVerifier(jwk.toECKey())
                : new RSASSAVerifier(jwk.toRSAKey());
        return jwt.verify(verifier);
    }
}
