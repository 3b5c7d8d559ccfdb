package services.auth.token;

import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Forges tokens in every way that RFC 8725 warns of. The genuine one is accepted, so that a refusal proves something. */
class AccessTokenVerifierIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final SigningKeys signingKeys = service.bean(SigningKeys.class);
    private JWTClaimsSet genuine = new JWTClaimsSet.Builder().build();

    @BeforeEach
    void logIn() throws ParseException {
        genuine = SignedJWT.parse(service.token()).getJWTClaimsSet();
    }

    @Test
    void ownSignatureOverGenuineClaimsIsAccepted() throws JOSEException {
        assertThat(isAccepted(signed(genuine))).isTrue();
        assertThat(isAccepted(signed(with(claims -> claims.claim("something", "else")))))
                .isTrue();
    }

    @Test
    void headerFollowsRfc9068() throws ParseException {
        SignedJWT token = SignedJWT.parse(service.token());

        assertThat(token.getHeader().getType()).isEqualTo(new JOSEObjectType("at+jwt"));
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(token.getJWTClaimsSet().getClaims().keySet())
                .contains("iss", "exp", "aud", "sub", "client_id", "iat", "jti", "scope", "roles", "sid");
    }

    @Test
    void tokensOfEachAlgorithmThatCanBeSetAreAcceptedAndNoOthers() throws JOSEException {
        for (JWSAlgorithm algorithm : KeyAlgorithms.ALL) {
            SigningKey.Signer signer = signer(algorithm);
            SignedJWT token =
                    new SignedJWT(signer.header().type(AccessTokenIssuer.TYPE).build(), genuine);
            token.sign(signer.signer());

            assertThat(isAccepted(token.serialize()))
                    .as(algorithm.getName())
                    .isEqualTo(AccessTokenIssuer.ALGORITHMS.contains(algorithm));
        }
    }

    @Test
    void keyIsGoodForItsOwnAlgorithmAlone() throws JOSEException {
        String idOfPs256 = signer(JWSAlgorithm.PS256).header().build().getKeyID();
        SignedJWT underAnothersId = new SignedJWT(header().keyID(idOfPs256).build(), genuine);
        underAnothersId.sign(signer(JWSAlgorithm.RS256).signer());
        SignedJWT byAnothersAlgorithm = new SignedJWT(header().keyID(idOfPs256).build(), genuine);
        byAnothersAlgorithm.sign(signer(JWSAlgorithm.PS256).signer());

        assertThat(isAccepted(underAnothersId.serialize())).isFalse();
        assertThat(isAccepted(byAnothersAlgorithm.serialize())).isFalse();
    }

    @Test
    void changedSignatureIsRefused() throws JOSEException {
        String token = signed(genuine);
        int middle = token.lastIndexOf('.') + 20;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';

        assertThat(isAccepted(token.substring(0, middle) + other + token.substring(middle + 1)))
                .isFalse();
    }

    @Test
    void changedClaimsUnderTheOldSignatureAreRefused() throws JOSEException {
        String[] parts = signed(genuine).split("\\.");
        String claims = with(builder -> builder.subject(UUID.randomUUID().toString()))
                .toPayload()
                .toBase64URL()
                .toString();

        assertThat(isAccepted(parts[0] + "." + claims + "." + parts[2])).isFalse();
    }

    @Test
    void algorithmNoneIsRefused() {
        assertThat(isAccepted(new PlainJWT(genuine).serialize())).isFalse();
        assertThat(isAccepted("eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0."
                        + genuine.toPayload().toBase64URL() + "."))
                .isFalse();
    }

    @Test
    void hmacWithThePublicKeyIsRefused() throws JOSEException {
        byte[] publicKey = signingKeys
                .current()
                .publicJwks()
                .findFirst()
                .orElseThrow()
                .toJSONString()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(AccessTokenIssuer.TYPE)
                        .keyID(signingKeys.current().id())
                        .build(),
                genuine);
        token.sign(new MACSigner(publicKey));

        assertThat(isAccepted(token.serialize())).isFalse();
    }

    @Test
    void foreignKeyIsRefusedEvenUnderOurKeyIdAndEvenWhenTheHeaderBringsIt() throws JOSEException {
        RSAKey foreign = new RSAKeyGenerator(2048).generate();
        JWSHeader ourKeyId = header().keyID(signingKeys.current().id()).build();
        JWSHeader ownKey = header().jwk(foreign.toPublicJWK()).build();
        JWSHeader unknownKeyId = header().keyID("nobody's").build();

        for (JWSHeader header : List.of(ourKeyId, ownKey, unknownKeyId)) {
            SignedJWT token = new SignedJWT(header, genuine);
            token.sign(new RSASSASigner(foreign));
            assertThat(isAccepted(token.serialize())).as(header.toString()).isFalse();
        }
    }

    @Test
    void foreignAudienceAndForeignIssuerAreRefused() throws JOSEException {
        assertThat(isAccepted(signed(with(claims -> claims.audience("another-api")))))
                .isFalse();
        assertThat(isAccepted(signed(with(claims -> claims.audience(List.of("resource-service", "another"))))))
                .isFalse();
        assertThat(isAccepted(signed(with(claims -> claims.issuer("https://elsewhere.example")))))
                .isFalse();
    }

    @Test
    void otherTypesOfJwtAreRefused() throws JOSEException {
        for (String type : List.of("JWT", "logout+jwt", "dpop+jwt")) {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(new JOSEObjectType(type))
                            .keyID(signingKeys.current().id())
                            .build(),
                    genuine);
            token.sign(signer(JWSAlgorithm.RS256).signer());
            assertThat(isAccepted(token.serialize())).as(type).isFalse();
        }
    }

    @Test
    void expiredTokenIsRefusedAtTheSecondOfItsExp() throws JOSEException {
        Instant now = Instant.now();

        assertThat(isAccepted(signed(with(claims -> claims.expirationTime(Date.from(now.minusSeconds(1)))))))
                .isFalse();
        assertThat(isAccepted(signed(with(claims -> claims.expirationTime(Date.from(now.plusSeconds(30)))))))
                .isTrue();
    }

    @Test
    void clockThatIsAMinuteAheadElsewhereIsTolerated() throws JOSEException {
        Instant now = Instant.now();

        assertThat(isAccepted(signed(with(claims -> claims.issueTime(Date.from(now.plusSeconds(50)))))))
                .isTrue();
        assertThat(isAccepted(signed(with(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(50)))))))
                .isTrue();
        assertThat(isAccepted(signed(with(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(90)))))))
                .isFalse();
    }

    @Test
    void tokenThatNamesNoKeyIsRefused() throws JOSEException {
        SignedJWT token = new SignedJWT(header().build(), genuine);
        token.sign(signer(JWSAlgorithm.RS256).signer());

        assertThat(isAccepted(token.serialize())).isFalse();
    }

    @Test
    void missingOrMalformedClaimIsRefused() throws JOSEException {
        for (String claim : List.of("iss", "exp", "aud", "sub", "client_id", "iat", "jti", "scope", "sid")) {
            assertThat(isAccepted(signed(with(claims -> claims.claim(claim, null)))))
                    .as("without " + claim)
                    .isFalse();
        }
        assertThat(isAccepted(signed(with(claims -> claims.claim("jti", "no uuid")))))
                .isFalse();
        assertThat(isAccepted(signed(with(claims -> claims.claim("sid", "no uuid")))))
                .isFalse();
        assertThat(isAccepted(signed(with(claims -> claims.claim("sub", "no uuid")))))
                .isFalse();
        assertThat(isAccepted(signed(with(claims -> claims.claim("scope", 7))))).isFalse();
    }

    @Test
    void garbageIsRefused() {
        for (String garbage : List.of(
                "", ".", "..", "...", "a.b.c", "x", " ", "é.é.é", "e30.e30.e30", "bnVsbA.e30.e30", "A".repeat(9000))) {
            assertThat(isAccepted(garbage)).as(garbage).isFalse();
        }
    }

    @Test
    void goodTokenWithAnythingAroundItIsRefused() {
        String token = service.token();

        assertThat(isAccepted(token)).isTrue();
        for (String around : List.of(" " + token, token + "\n", token + "=", "\u00a0" + token, token + ".")) {
            assertThat(isAccepted(around)).as(around).isFalse();
        }
    }

    @Test
    void jwkSetShowsPublicKeysOnly() throws ParseException {
        JWKSet jwkSet = JWKSet.parse(service.send(service.request(service.publicUri("/.well-known/jwks.json")))
                .body());

        assertThat(jwkSet.getKeys()).isNotEmpty().noneMatch(key -> key.isPrivate());
        assertThat(jwkSet.getKeyByKeyId(signingKeys.current().id())).isNotNull();
    }

    private boolean isAccepted(String token) {
        return service.validate(token).text("authenticated").equals("true");
    }

    private JWTClaimsSet with(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder(genuine);
        change.accept(builder);
        return builder.build();
    }

    private SigningKey.Signer signer(JWSAlgorithm algorithm) {
        return signingKeys.current().signer(algorithm).orElseThrow();
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).type(AccessTokenIssuer.TYPE);
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        SignedJWT token =
                new SignedJWT(header().keyID(signingKeys.current().id()).build(), claims);
        token.sign(signer(JWSAlgorithm.RS256).signer());
        return token.serialize();
    }
}
