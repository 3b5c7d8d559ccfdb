package services.auth.oauth2.dpop;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DPoPProofReaderTest {

    static Stream<Arguments> algorithms() {
        return Stream.of(
                Arguments.of("ES256", CraftedProof.es256()),
                Arguments.of("PS256", CraftedProof.rsa("PS256", 2048)),
                Arguments.of("RS256", CraftedProof.rsa("RS256", 2048)),
                Arguments.of("EdDSA", CraftedProof.edDsa()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("algorithms")
    void proofOfEachAlgorithmIsReadWithTheThumbprintOfItsKey(String algorithm, CraftedProof crafted) throws Exception {
        DPoPProof proof = DPoPProofReader.read(
                crafted.claim("nonce", "n").claim("ath", "a").sign());

        assertThat(proof.method()).isEqualTo("POST");
        assertThat(proof.target().text()).isEqualTo(CraftedProof.TARGET);
        assertThat(proof.nonce()).contains("n");
        assertThat(proof.accessTokenHash()).contains("a");
        assertThat(proof.keyThumbprint())
                .isEqualTo(JWK.parse(crafted.jwk()).computeThumbprint().toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("algorithms")
    void changedSignatureIsRefused(String algorithm, CraftedProof crafted) {
        String proof = crafted.sign();
        int signature = proof.lastIndexOf('.') + 1;
        char changed = proof.charAt(signature) == 'A' ? 'B' : 'A';

        assertRefused(proof.substring(0, signature) + changed + proof.substring(signature + 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("algorithms")
    void keyOfAnotherIsRefused(String algorithm, CraftedProof crafted) {
        CraftedProof other = switch (algorithm) {
            case "ES256" -> CraftedProof.es256();
            case "EdDSA" -> CraftedProof.edDsa();
            default -> CraftedProof.rsa(algorithm, 2048);
        };

        assertRefused(crafted.header("jwk", other.jwk()).sign());
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("no typ", proof -> proof.withoutHeader("typ")),
                bad("typ of another JWT", proof -> proof.header("typ", "JWT")),
                bad("typ of an access token", proof -> proof.header("typ", "at+jwt")),
                bad("typ that is no text", proof -> proof.header("typ", 1)),
                bad("alg none", proof -> proof.header("alg", "none")),
                bad("alg that is not that of the signature", proof -> proof.header("alg", "RS256")),
                bad("unknown alg", proof -> proof.header("alg", "XS256")),
                bad("no alg", proof -> proof.withoutHeader("alg")),
                bad("no jwk", proof -> proof.withoutHeader("jwk")),
                bad("jwk that is no object", proof -> proof.header("jwk", "key")),
                bad("empty jwk", proof -> proof.header("jwk", Map.of())),
                bad("jwk without a coordinate", proof -> proof.header("jwk", Map.of("kty", "EC", "crv", "P-256"))),
                bad(
                        "point that is not on the curve",
                        proof -> proof.header(
                                "jwk",
                                Map.of(
                                        "kty",
                                        "EC",
                                        "crv",
                                        "P-256",
                                        "x",
                                        proof.jwk().get("x"),
                                        "y",
                                        "AQ"))),
                bad("secret as jwk", proof -> proof.header("jwk", Map.of("kty", "oct", "k", "AAAAAAAAAAAAAAAAAAAAAA"))),
                bad("extension that must be understood", proof -> proof.header("crit", List.of("exp"))),
                bad(
                        "payload that is not encoded",
                        proof -> proof.header("b64", false).header("crit", List.of("b64"))),
                bad("no jti", proof -> proof.withoutClaim("jti")),
                bad("empty jti", proof -> proof.claim("jti", " ")),
                bad("huge jti", proof -> proof.claim("jti", "x".repeat(1025))),
                bad("jti that is no text", proof -> proof.claim("jti", 1)),
                bad("no htm", proof -> proof.withoutClaim("htm")),
                bad("htm that is no text", proof -> proof.claim("htm", List.of("POST"))),
                bad("no htu", proof -> proof.withoutClaim("htu")),
                bad("htu that is no address", proof -> proof.claim("htu", "%%%")),
                bad("htu without a host", proof -> proof.claim("htu", "/oauth2/token")),
                bad("no iat", proof -> proof.withoutClaim("iat")),
                bad("iat that is no number", proof -> proof.claim("iat", "now")),
                bad("ath that is no text", proof -> proof.claim("ath", Map.of())),
                bad("nonce that is no text", proof -> proof.claim("nonce", 1)));
    }

    private static Arguments bad(String what, UnaryOperator<CraftedProof> change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void badProofIsRefused(String what, UnaryOperator<CraftedProof> change) {
        assertRefused(change.apply(CraftedProof.es256()).sign());
    }

    @Test
    void privateKeyInTheProofIsRefused() throws Exception {
        Map<String, Object> privateKey =
                new ECKeyGenerator(Curve.P_256).generate().toJSONObject();

        assertRefused(CraftedProof.es256().header("jwk", privateKey).sign());
    }

    @Test
    void sharedSecretIsRefusedThoughTheSignatureFitsIt() throws Exception {
        byte[] secret = new byte[32];
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(DPoPProofFactory.TYPE)
                .build();
        String withKey = Base64URL.encode(header.toString()
                        .replace("}", ",\"jwk\":" + new OctetSequenceKey.Builder(secret).build() + "}"))
                .toString();
        String input = withKey + "." + CraftedProof.es256().sign().split("\\.")[1];
        String signature = new MACSigner(secret)
                .sign(header, input.getBytes(StandardCharsets.US_ASCII))
                .toString();

        assertRefused(input + "." + signature);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 8192})
    void rsaKeyThatIsTooShortOrTooLongIsRefused(int bits) {
        assertRefused(CraftedProof.rsa("PS256", bits).sign());
    }

    @Test
    void rsaKeyThatWouldKeepUsBusyIsRefusedUnused() {
        CraftedProof proof = CraftedProof.rsa("RS256", 2048);
        byte[] exponent = BigInteger.ONE.shiftLeft(2040).setBit(0).toByteArray();
        proof.jwk().put("e", Base64.getUrlEncoder().withoutPadding().encodeToString(exponent));

        assertRefused(proof.sign());
    }

    @Test
    void curveThatIsNotTakenIsRefused() {
        assertRefused(CraftedProof.es384().sign());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.b.c",
                "a.b",
                "a.b.c.d.e",
                "e30.e30.",
                "e30.e30.e30",
                "a b.c.d",
                "e30=.e30.e30",
                "ü.ü.ü"
            })
    void whatIsNoJwsIsRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "1", "\"\"", "{", "{\"iat\":1e400}", "{\"iat\":-1e300,\"jti\":\"a\"}", "\u0000"
            })
    void payloadThatHasNoClaimsIsRefused(String payload) {
        assertRefused(CraftedProof.es256().sign(payload));
    }

    @Test
    void hugeProofIsRefusedUnread() {
        assertRefused(CraftedProof.es256().claim("x", "x".repeat(9000)).sign());
    }

    @Test
    void endOfAProofIsKept() throws Exception {
        assertThat(DPoPProofReader.read(CraftedProof.es256().claim("exp", 1).sign())
                        .expiresAt())
                .isEqualTo(Optional.of(Instant.ofEpochSecond(1)));
    }

    private static void assertRefused(String proof) {
        assertThatThrownBy(() -> DPoPProofReader.read(proof)).isInstanceOf(InvalidProofException.class);
    }
}
