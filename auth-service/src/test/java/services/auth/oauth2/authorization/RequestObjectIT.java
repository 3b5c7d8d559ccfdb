package services.auth.oauth2.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.page.Browser;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** Authorization requests as JWTs (RFC 9101, OpenID Connect Core 1.0 section 6). */
class RequestObjectIT {

    private static final AuthServiceUnderTest SERVICE = AuthServiceUnderTest.on(BackingServices.shared());

    private final RelyingParty client = RelyingParty.register(SERVICE);
    private final TestUser user = SERVICE.register();
    private final Browser browser = new Browser(SERVICE);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void clientThatSignsItsRequestsIsHeardForSignedOnesAlone() throws Exception {
        ECKey key = key();
        RelyingParty signing = RelyingParty.register(SERVICE, metadata -> {
            metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
            metadata.setCustomField("require_signed_request_object", true);
        });
        String id = signing.client().id();
        JWTClaimsSet.Builder unsigned = new JWTClaimsSet.Builder().audience(AuthServiceUnderTest.ISSUER);
        signing.request().forEach(unsigned::claim);
        signIn();

        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(signing.request()))))
                .containsEntry("error", "invalid_request")
                .containsEntry("state", "a state");
        assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(
                        RelyingParty.with(signing.request(), "request", new PlainJWT(unsigned.build()).serialize())))))
                .containsEntry("error", "invalid_request");
        // RFC 9101 section 6.3: what stands beside the object is nobody's, and does not complete it either
        Map<String, String> back = signing.answer(
                browser,
                Map.of(
                        "client_id",
                        id,
                        "scope",
                        "openid data:write",
                        "state",
                        "beside",
                        "request",
                        sign(key, signing.request(Map.of("state", "")), claims -> {})));
        assertThat(back).containsKey("code").doesNotContainKey("state");
        assertThat(signing.exchange(RelyingParty.code(back)).text("scope")).isEqualTo("openid");
    }

    @Test
    void signedRequestObjectIsUsed() throws Exception {
        ECKey key = key();
        RelyingParty signing = signing(key);
        signIn();

        Map<String, String> answer = signing.answer(
                browser,
                Map.of(
                        "client_id",
                        signing.client().id(),
                        "response_type",
                        "code",
                        "scope",
                        "openid",
                        "request",
                        sign(key, signing.request(Map.of("state", "of the object")), claims -> {})));

        assertThat(answer).containsEntry("state", "of the object").containsKey("code");
        assertThat(signing.exchange(RelyingParty.code(answer)).status()).isEqualTo(200);
    }

    @Test
    void requestObjectIsNeverIgnored() {
        signIn();
        String unsigned = new PlainJWT(
                        claims(client.request(Map.of("state", "of the object"))).build())
                .serialize();

        assertThat(client.answer(browser, RelyingParty.with(client.request(), "request", unsigned)))
                .containsEntry("state", "of the object")
                .containsKey("code");
        assertThat(RelyingParty.formPost(
                        browser, client.request(Map.of("request", "nonsense", "response_mode", "form_post"))))
                .containsEntry("error", "invalid_request_object");
    }

    @Test
    void requestObjectIsAssembledWithTheQueryAndWins() throws Exception {
        ECKey key = key();
        RelyingParty signing = signing(key);
        signIn();
        Map<String, String> inside =
                new HashMap<>(signing.request(Map.of("state", "inside", "scope", "openid data:read")));
        inside.remove("nonce");

        Map<String, String> answer = signing.answer(
                browser,
                signing.request(Map.of(
                        "state", "outside", "scope", "openid data:write", "request", sign(key, inside, claims -> {}))));

        assertThat(answer).containsEntry("state", "inside");
        Answer tokens = signing.exchange(RelyingParty.code(answer));
        assertThat(tokens.text("scope")).isEqualTo("data:read openid");
        assertThat(SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet().getStringClaim("nonce"))
                .isEqualTo("a nonce");
    }

    @Test
    void requestObjectMustAgreeWithTheQuery() throws Exception {
        ECKey key = key();
        RelyingParty signing = signing(key);
        signIn();

        for (Map<String, String> other :
                List.of(Map.of("client_id", client.client().id()), Map.of("response_type", "code id_token"))) {
            assertThat(RelyingParty.parameters(browser.get(RelyingParty.path(
                            signing.request(Map.of("request", sign(key, signing.request(other), claims -> {})))))))
                    .as(other.toString())
                    .containsEntry("error", "invalid_request_object");
        }
    }

    @Test
    void requestAndRequestUriTogetherAreRefused() {
        signIn();

        assertThat(client.refusal(
                        browser, Map.of("request", "e30.e30.", "request_uri", "https://client.example/request")))
                .containsEntry("error", "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "request_uri"})
    void requestObjectWithinARequestObjectIsNotRead(String name) throws Exception {
        ECKey key = key();
        RelyingParty signing = signing(key);
        signIn();
        String inner = name.equals("request")
                ? sign(key, signing.request(Map.of("state", "innermost")), claims -> {})
                : "https://client.example/request";

        Map<String, String> answer = signing.answer(
                browser,
                signing.request(Map.of(
                        "request", sign(key, signing.request(Map.of("state", "inside", name, inner)), claims -> {}))));

        assertThat(answer).containsEntry("state", "inside");
    }

    @Test
    void uselessRequestObjectIsInvalidRequestObject() throws Exception {
        ECKey key = key();
        RSAKey rsaKey = new RSAKeyGenerator(2048).keyID("b").generate();
        RelyingParty signing = RelyingParty.register(SERVICE, metadata -> {
            metadata.setJWKSet(new JWKSet(List.of(key.toPublicJWK(), rsaKey.toPublicJWK())));
            metadata.setRequestObjectJWSAlg(JWSAlgorithm.ES256);
        });
        signIn();
        Map<String, String> inside = signing.request();
        Instant now = SERVICE.bean(TestClock.class).instant();
        SignedJWT otherAlgorithm = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("b").build(),
                claims(inside).build());
        otherAlgorithm.sign(new RSASSASigner(rsaKey));
        SignedJWT bySecret =
                new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(inside).build());
        bySecret.sign(new MACSigner(signing.client().secret()));
        EncryptedJWT encrypted = new EncryptedJWT(
                new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
                claims(inside).build());
        encrypted.encrypt(new DirectEncrypter(new byte[32]));
        assertThat(signing.answer(
                        browser,
                        signing.request(Map.of(
                                "request",
                                sign(
                                        key,
                                        inside,
                                        claims -> claims.expirationTime(Date.from(now.plus(Duration.ofMinutes(5)))))))))
                .containsKey("code");

        for (String useless : List.of(
                "nonsense",
                "a.b.c",
                otherAlgorithm.serialize(),
                bySecret.serialize(),
                encrypted.serialize(),
                sign(key(), inside, claims -> {}),
                sign(key, inside, claims -> {}).replaceAll("[^.]{4}$", "AAAA"),
                new PlainJWT(claims(inside).build()).serialize(),
                sign(key, inside, claims -> claims.audience("https://other.example")),
                sign(key, inside, claims -> claims.issuer("another")),
                sign(key, inside, claims -> claims.issuer(client.client().id())),
                sign(key, inside, claims -> claims.expirationTime(Date.from(now.minus(Duration.ofMinutes(5))))),
                sign(key, inside, claims -> claims.notBeforeTime(Date.from(now.plus(Duration.ofHours(5))))))) {
            assertThat(RelyingParty.parameters(
                            browser.get(RelyingParty.path(signing.request(Map.of("request", useless))))))
                    .as(useless)
                    .containsEntry("error", "invalid_request_object")
                    .doesNotContainKey("code");
        }
    }

    private void signIn() {
        assertThat(browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    private static ECKey key() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID("a").generate();
    }

    /** One that signs its requests with that key. */
    private static RelyingParty signing(ECKey key) {
        return RelyingParty.register(SERVICE, metadata -> {
            metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
            metadata.setRequestObjectJWSAlg(JWSAlgorithm.ES256);
        });
    }

    private static JWTClaimsSet.Builder claims(Map<String, String> parameters) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        parameters.forEach(claims::claim);
        return claims;
    }

    private static String sign(ECKey key, Map<String, String> parameters, Consumer<JWTClaimsSet.Builder> change)
            throws JOSEException {
        JWTClaimsSet.Builder claims =
                claims(parameters).issuer(parameters.get("client_id")).audience(AuthServiceUnderTest.ISSUER);
        change.accept(claims);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }
}
