package services.auth.oauth2.authorization;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.oauth2.TestSite;
import services.auth.page.Browser;
import services.auth.page.Browser.Page;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class IdTokenIT {

    private static final AuthServiceUnderTest SERVICE = AuthServiceUnderTest.on(BackingServices.shared());

    private final RelyingParty client = RelyingParty.register(SERVICE);
    private final TestUser user = SERVICE.register();
    private final Browser browser = new Browser(SERVICE);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void idTokenHasTheRequiredClaims() throws Exception {
        JWTClaimsSet claims = claims(tokens(client, Map.of()));

        assertThat(claims.getIssuer()).isEqualTo(AuthServiceUnderTest.ISSUER);
        assertThat(claims.getSubject()).isEqualTo(user.id());
        assertThat(claims.getClaim("aud")).isEqualTo(List.of(client.client().id()));
        assertThat(claims.getIssueTime())
                .isBeforeOrEqualTo(
                        java.util.Date.from(SERVICE.bean(TestClock.class).instant()));
        assertThat(claims.getExpirationTime()).isAfter(claims.getIssueTime());
        assertThat(claims.getClaims()).doesNotContainKey("azp");
    }

    @Test
    void subIsTheIdOfTheUser() throws Exception {
        Answer first = tokens(client, Map.of());
        String subject = claims(first).getSubject();

        assertThat(UUID.fromString(subject)).hasToString(user.id());
        assertThat(subject).matches("\\p{ASCII}{1,255}");
        assertThat(claims(tokens(RelyingParty.register(SERVICE), Map.of())).getSubject())
                .isEqualTo(subject);
        assertThat(SERVICE.call(
                                "PATCH",
                                "/users/me",
                                SERVICE.tokenOf(user),
                                Map.of("username", "renamed-" + user.username()))
                        .status())
                .isEqualTo(200);
        assertThat(claims(client.refresh(first.text("refresh_token"), Map.of())).getSubject())
                .isEqualTo(subject);
        assertThat(claims(client.exchange(RelyingParty.code(client.answer(browser, client.request()))))
                        .getSubject())
                .isEqualTo(subject);
    }

    @Test
    void subIsNeverGivenToAnother() throws Exception {
        String subject = claims(tokens(client, Map.of())).getSubject();
        assertThat(SERVICE.delete("/users/me", SERVICE.tokenOf(user)).status()).isEqualTo(204);

        Answer again = SERVICE.post(
                "/register",
                AuthServiceUnderTest.json(Map.of(
                        "username",
                        user.username(),
                        "email",
                        user.email(),
                        "password",
                        AuthServiceUnderTest.PASSWORD)));

        if (again.status() == 201) {
            assertThat(claims(tokens(client, Map.of())).getSubject()).isNotEqualTo(subject);
        } else {
            // the name is kept from others for as long as the account can be restored
            assertThat(again.status()).as(again.body()).isEqualTo(409);
        }
    }

    @Test
    void authTimeIsTheTimeOfTheSignIn() throws Exception {
        signIn();
        long signedIn = SERVICE.bean(TestClock.class).instant().getEpochSecond();
        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(30));

        Map<String, String> nothing = Map.of();
        for (Map.Entry<RelyingParty, Map<String, String>> asked : List.of(
                Map.entry(client, Map.of("max_age", "3600")),
                Map.entry(client, Map.of("claims", "{\"id_token\":{\"auth_time\":{\"essential\":true}}}")),
                Map.entry(RelyingParty.register(SERVICE, metadata -> metadata.setDefaultMaxAge(3600)), nothing),
                Map.entry(RelyingParty.register(SERVICE, metadata -> metadata.requiresAuthTime(true)), nothing))) {
            RelyingParty party = asked.getKey();
            Answer tokens = party.exchange(RelyingParty.code(party.answer(browser, party.request(asked.getValue()))));
            SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(5));
            for (Answer answer : List.of(tokens, party.refresh(tokens.text("refresh_token"), Map.of()))) {
                JWTClaimsSet claims = claims(answer);
                assertThat(claims.getDateClaim("auth_time").toInstant().getEpochSecond())
                        .isBetween(signedIn - 3, signedIn);
                assertThat(claims.getIssueTime().toInstant().getEpochSecond()).isGreaterThanOrEqualTo(signedIn + 30);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"n-0S6_WzA2Mj", "MiXeD cAsE", "\"\\<>", "\u044f", "   "})
    void nonceComesBack(String nonce) throws Exception {
        assertThat(claims(tokens(client, Map.of("nonce", nonce))).getStringClaim("nonce"))
                .isEqualTo(nonce);
        assertThat(claims(tokens(client, Map.of("nonce", ""))).getClaims()).doesNotContainKey("nonce");
    }

    @Test
    void acrIsNamedWhenAskedFor() throws Exception {
        assertThat(claims(tokens(client, Map.of("acr_values", "1"))).getStringClaim("acr"))
                .isEqualTo("1");
        assertThat(claims(tokens(
                                client,
                                Map.of("claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"1\"]}}}")))
                        .getStringClaim("acr"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RS256", "PS256", "ES256", "EdDSA"})
    void idTokenIsSignedWithTheAlgorithmOfTheClient(String algorithm) throws Exception {
        RelyingParty choosing = RelyingParty.register(SERVICE, metadata -> {
            if (!algorithm.isEmpty()) {
                metadata.setIDTokenJWSAlg(JWSAlgorithm.parse(algorithm));
            }
        });

        Answer first = tokens(choosing, Map.of());

        JWKSet keys = JWKSet.parse(SERVICE.send(SERVICE.request(SERVICE.publicUri("/.well-known/jwks.json")))
                .body());
        for (Answer tokens : List.of(first, choosing.refresh(first.text("refresh_token"), Map.of()))) {
            SignedJWT idToken = SignedJWT.parse(tokens.text("id_token"));
            assertThat(idToken.getHeader().getAlgorithm().getName())
                    .isEqualTo(algorithm.isEmpty() ? "RS256" : algorithm);
            assertThat(idToken.getHeader().toJSONObject()).doesNotContainKeys("x5u", "x5c", "jku", "jwk");
            JWK key = keys.getKeyByKeyId(idToken.getHeader().getKeyID());
            assertThat(key.getAlgorithm()).isEqualTo(idToken.getHeader().getAlgorithm());
            assertThat(isSigned(idToken, key)).isTrue();
        }
    }

    private static boolean isSigned(SignedJWT jwt, JWK key) throws GeneralSecurityException, JOSEException {
        return switch (key) {
            case RSAKey rsa -> jwt.verify(new RSASSAVerifier(rsa));
            case ECKey ec -> jwt.verify(new ECDSAVerifier(ec));
            default -> isSignedWithEd25519(jwt, key.toOctetKeyPair().getDecodedX());
        };
    }

    private static boolean isSignedWithEd25519(SignedJWT jwt, byte[] x) throws GeneralSecurityException {
        // SubjectPublicKeyInfo (RFC 8410 section 4)
        byte[] key = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(x));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
        signature.update(jwt.getSigningInput());
        return signature.verify(jwt.getSignature().decode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "RS512", "nonsense"})
    void idTokenThatIsNotSignedByAKeyOfOursCannotBeRegistered(String algorithm) {
        Answer refused = SERVICE.call(
                "POST",
                "/clients",
                SERVICE.tokenWith("admin"),
                Map.of("redirect_uris", List.of(RelyingParty.REDIRECT_URI), "id_token_signed_response_alg", algorithm));

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("id_token_signed_response_alg");
    }

    @ParameterizedTest
    @CsvSource({"RS256, SHA-256", "PS256, SHA-256", "ES256, SHA-256", "EdDSA, SHA-512"})
    void atHashBelongsToTheAccessToken(String algorithm, String hashed) throws Exception {
        RelyingParty party =
                RelyingParty.register(SERVICE, metadata -> metadata.setIDTokenJWSAlg(JWSAlgorithm.parse(algorithm)));
        Answer first = tokens(party, Map.of());

        for (Answer tokens : List.of(first, party.refresh(first.text("refresh_token"), Map.of()))) {
            byte[] hash = MessageDigest.getInstance(hashed)
                    .digest(tokens.text("access_token").getBytes(StandardCharsets.US_ASCII));
            assertThat(claims(tokens).getStringClaim("at_hash"))
                    .isEqualTo(Base64URL.encode(Arrays.copyOf(hash, hash.length / 2))
                            .toString());
        }
    }

    @Test
    void claimsOfTheIdTokenAreGivenOneByOne() throws Exception {
        assertThat(SERVICE.call(
                                "PATCH",
                                "/users/me",
                                SERVICE.tokenOf(user),
                                Map.of("claims", Map.of("name", "Ada Lovelace", "nickname", "Countess")))
                        .status())
                .isEqualTo(200);
        String asked = "{\"id_token\":{\"name\":{\"essential\":true},\"email\":null,\"birthdate\":{\"essential\":true},"
                + "\"shoe_size\":null},\"userinfo\":{\"nickname\":null}}";
        signIn();
        Page consent = browser.open(RelyingParty.path(client.request(Map.of("claims", asked))));
        assertThat(consent.title()).endsWith("asks for access");

        Answer tokens =
                client.exchange(RelyingParty.code(client.answer(browser, client.request(Map.of("claims", asked)))));

        for (Answer answer : List.of(tokens, client.refresh(tokens.text("refresh_token"), Map.of()))) {
            JWTClaimsSet claims = claims(answer);
            assertThat(claims.getStringClaim("name")).isEqualTo("Ada Lovelace");
            assertThat(claims.getStringClaim("email")).isEqualTo(user.email());
            // what is not known, or was asked for elsewhere
            assertThat(claims.getClaims())
                    .doesNotContainKeys("birthdate", "shoe_size", "nickname", "preferred_username", "email_verified");
        }
        // whoever asks for nothing is told nothing, of a scope at userinfo alone
        assertThat(claims(tokens(client, Map.of("scope", "openid profile email")))
                        .getClaims())
                .doesNotContainKeys("name", "email", "nickname", "preferred_username");
    }

    @Test
    void claimThatTheUserDidNotAllowIsNotGiven() throws Exception {
        signIn();
        client.answer(browser, client.request());
        String asked = "{\"id_token\":{\"email\":{\"essential\":true}}}";
        Page consent = browser.open(RelyingParty.path(client.request(Map.of("claims", asked))));

        Answer denied = browser.submit(
                consent.document().select("form").getLast(),
                Map.of(),
                consent.document().select("button[value=deny]").getFirst());

        assertThat(RelyingParty.parameters(denied)).containsEntry("error", "access_denied");
        assertThat(claims(client.exchange(RelyingParty.code(client.answer(browser, client.request()))))
                        .getClaims())
                .doesNotContainKey("email");
    }

    @Test
    void sidNamesTheSession() throws Exception {
        try (TestSite site = new TestSite()) {
            site.show("/logout", 200, "");
            RelyingParty told =
                    RelyingParty.register(SERVICE, metadata -> metadata.setBackChannelLogoutURI(site.at("/logout")));
            Answer first = tokens(told, Map.of());
            Answer second = tokens(told, Map.of());
            String sid = claims(first).getStringClaim("sid");

            assertThat(sid).isNotEmpty().isNotEqualTo(claims(second).getStringClaim("sid"));
            assertThat(claims(told.refresh(second.text("refresh_token"), Map.of()))
                            .getStringClaim("sid"))
                    .isEqualTo(claims(second).getStringClaim("sid"));
            SERVICE.logout(first.text("access_token"));
            await().until(() -> !site.requests().isEmpty());

            String logoutToken = new QueryStringDecoder(
                            site.requests().getFirst().body(), false)
                    .parameters()
                    .getOrDefault("logout_token", List.of())
                    .getFirst();
            assertThat(SignedJWT.parse(logoutToken).getJWTClaimsSet().getStringClaim("sid"))
                    .isEqualTo(sid);
            assertThat(site.requests()).hasSize(1);
        }
    }

    @Test
    void idTokenIsNoAccessToken() {
        String idToken = tokens(client, Map.of()).text("id_token");

        assertThat(SERVICE.get("/oauth2/userinfo", idToken).status()).isEqualTo(401);
        assertThat(SERVICE.me(idToken).status()).isEqualTo(401);
        assertThat(SERVICE.isLive(idToken)).isFalse();
    }

    private void signIn() {
        assertThat(browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    /** The tokens for a request with these parameters, of a user who has just signed in. */
    private Answer tokens(RelyingParty party, Map<String, String> others) {
        signIn();
        Answer answer = party.exchange(RelyingParty.code(party.answer(browser, party.request(others))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static JWTClaimsSet claims(Answer tokens) throws ParseException {
        return SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet();
    }
}
