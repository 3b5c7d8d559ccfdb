package services.auth.oauth2.userinfo;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.oauth2.TestLogin;
import services.auth.oauth2.authorization.RelyingParty;
import services.auth.oauth2.client.TestClient;
import services.auth.page.Browser;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class UserInfoControllerIT {

    private static final String PATH = "/oauth2/userinfo";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestUser user = service.registerAndConfirm();
    private final TestClient client = TestClient.register(service);

    @Test
    void scopeOpenidAloneTellsWhoTheUserIsAndNothingElse() {
        Answer answer = service.get(PATH, accessToken("openid"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"sub\":\"" + user.id() + "\"}");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void eachScopeGivesItsClaims() {
        tell(Map.of(
                "name",
                "Ada Lovelace",
                "birthdate",
                "1815-12-10",
                "phone_number",
                "+442071234567",
                "address",
                Map.of("locality", "London")));

        assertThat(names("openid profile"))
                .containsExactlyInAnyOrder("sub", "name", "preferred_username", "birthdate", "updated_at");
        assertThat(names("openid email")).containsExactlyInAnyOrder("sub", "email", "email_verified");
        assertThat(names("openid phone")).containsExactlyInAnyOrder("sub", "phone_number", "phone_number_verified");
        assertThat(names("openid address")).containsExactlyInAnyOrder("sub", "address");
        Answer all = service.get(PATH, accessToken("openid profile email phone address"));
        assertThat(all.text("preferred_username")).isEqualTo(user.username());
        assertThat(all.text("email")).isEqualTo(user.email());
        assertThat(all.json().path("email_verified").asBoolean()).isTrue();
        assertThat(all.json().path("phone_number_verified").asBoolean()).isFalse();
        assertThat(all.json().at("/address/locality").asString()).isEqualTo("London");
        assertThat(all.json().path("updated_at").isIntegralNumber()).isTrue();
    }

    @Test
    void claimsParameterGivesSingleClaimsAndThoseForIdTokensAreNotGivenHere() {
        tell(Map.of("name", "Ada Lovelace", "nickname", "Countess"));
        TestLogin login = TestLogin.start(
                service,
                user,
                client,
                "openid",
                "{\"userinfo\":{\"name\":{\"essential\":true},\"email\":null,\"gender\":{\"essential\":true},\"unknown\":null},\"id_token\":{\"nickname\":null}}",
                null);

        Answer answer = service.get(PATH, login.accessToken());

        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("sub", "name", "email");
    }

    @Test
    void tokenMayComeInAFormButNotTwice() {
        String token = accessToken("openid");

        assertThat(post("access_token=" + token).text("sub")).isEqualTo(user.id());
        assertThat(service.send(service.request(service.publicUri(PATH))
                                .header("Authorization", "Bearer " + token)
                                .POST(BodyPublishers.noBody()))
                        .text("sub"))
                .isEqualTo(user.id());
        Answer twice = service.send(service.request(service.publicUri(PATH))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("access_token=" + token)));
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.text("error")).isEqualTo("invalid_request");
        assertThat(twice.header("WWW-Authenticate")).contains("error=\"invalid_request\"");
        assertThat(service.send(service.request(service.publicUri(PATH + "?access_token=" + token)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void requestWithoutATokenIsChallengedWithoutAnError() {
        Answer answer = service.send(service.request(service.publicUri(PATH)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"auth-service\"");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void tokenThatIsNotLiveIsInvalid() {
        TestLogin login = TestLogin.start(service, user, client, "openid");
        service.logoutEverywhere(service.tokenOf(user));

        for (String token : List.of("dead", login.accessToken(), service.clientToken())) {
            Answer answer = service.get(PATH, token);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        }
    }

    @Test
    void tokenWithoutScopeOpenidDoesNotSuffice() {
        for (String token : List.of(accessToken("profile data:read"), service.tokenOf(user))) {
            Answer answer = service.get(PATH, token);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
        }
    }

    @Test
    void clientThatIsRegisteredForItGetsASignedAnswer() throws Exception {
        TestClient signed = TestClient.register(service, metadata -> metadata.setUserInfoJWSAlg(JWSAlgorithm.ES256));
        TestLogin login = TestLogin.start(service, user, signed, "openid email");

        Answer answer = service.get(PATH, login.accessToken());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/jwt");
        SignedJWT jwt = SignedJWT.parse(answer.body());
        JWSVerifier verifier = new ECDSAVerifier(
                keys().getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey());
        assertThat(jwt.verify(verifier)).isTrue();
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo(AuthServiceUnderTest.ISSUER);
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(signed.id());
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo(user.id());
        assertThat(jwt.getJWTClaimsSet().getStringClaim("email")).isEqualTo(user.email());
    }

    @Test
    void subIsThatOfTheIdToken() throws Exception {
        RelyingParty app = RelyingParty.register(service);
        Answer tokens = app.exchange(app.code(user, "openid"));

        String sub = service.get(PATH, tokens.text("access_token")).text("sub");

        assertThat(sub).isEqualTo(user.id());
        assertThat(SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet().getSubject())
                .isEqualTo(sub);
    }

    @Test
    void claimsAreOfTheRightTypes() {
        tell(Map.of(
                "name",
                "Ada Lovelace",
                "website",
                "https://ada.example",
                "birthdate",
                "1815-12-10",
                "zoneinfo",
                "Europe/London",
                "phone_number",
                "+442071234567",
                "address",
                Map.of("locality", "London", "country", "GB")));

        JsonNode claims = service.get(PATH, accessToken("openid profile email phone address"))
                .json();

        assertThat(claims.path("email_verified").isBoolean()).isTrue();
        assertThat(claims.path("phone_number_verified").isBoolean()).isTrue();
        assertThat(claims.path("updated_at").isIntegralNumber()).isTrue();
        assertThat(claims.path("address").isObject()).isTrue();
        claims.path("address")
                .valueStream()
                .forEach(part -> assertThat(part.isString()).isTrue());
        for (String text : List.of(
                "sub", "name", "preferred_username", "website", "birthdate", "zoneinfo", "email", "phone_number")) {
            assertThat(claims.path(text).isString()).as(text).isTrue();
        }
        assertThat(claims.path("email").asString()).matches("[^@\\s]+@[^@\\s]+");
        assertThat(claims.path("phone_number").asString()).matches("\\+[1-9][0-9]{1,14}");
        assertThat(claims.path("updated_at").asLong())
                .isBetween(
                        Instant.now().minusSeconds(600).getEpochSecond(),
                        Instant.now().plusSeconds(5).getEpochSecond());
    }

    @Test
    void claimsWithoutAValueAreLeftOut() {
        Answer answer = service.get(PATH, accessToken("openid profile email phone address"));

        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("sub", "preferred_username", "updated_at", "email", "email_verified");
        assertThat(answer.body()).doesNotContain("null", "\"\"", "{}", "[]");
    }

    @Test
    void claimsLocalesAreNoError() {
        tell(Map.of("name", "Ada Lovelace"));
        RelyingParty app = RelyingParty.register(service);
        Browser browser = new Browser(service);
        browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD);
        Map<String, String> asked = app.request(Map.of(
                "claims_locales",
                "ru xx",
                "claims",
                "{\"userinfo\":{\"name\":null,\"name#ru\":{\"essential\":true},\"given_name#ja-Kana-JP\":null}}"));

        Answer tokens = app.exchange(RelyingParty.code(app.answer(browser, asked)));

        Answer answer = service.get(PATH, tokens.text("access_token"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("name")).isEqualTo("Ada Lovelace");
    }

    @Test
    void answerIsJsonInUtf8AndNeverCached() throws Exception {
        String name = "\u0410\u0434\u0430 \ud83d\ude80 \u00e9";
        tell(Map.of("name", name));
        HttpResponse<byte[]> answer;
        try (HttpClient http = HttpClient.newHttpClient()) {
            answer = http.send(
                    HttpRequest.newBuilder(service.publicUri(PATH))
                            .header("Authorization", "Bearer " + accessToken("openid profile"))
                            .build(),
                    BodyHandlers.ofByteArray());
        }

        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .matches("(?i)application/json(; ?charset=utf-8)?");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body()[0]).isEqualTo((byte) '{');
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(name);
    }

    @Test
    void tokenThatIsTooOldIsInvalid() {
        try (AuthServiceUnderTest later = AuthServiceUnderTest.on(BackingServices.shared())) {
            String token = TestLogin.start(later, later.register(), TestClient.register(later), "openid")
                    .accessToken();
            assertThat(later.get(PATH, token).status()).isEqualTo(200);

            later.bean(TestClock.class).advance(Duration.ofHours(2));

            Answer answer = later.get(PATH, token);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        }
    }

    @Test
    void whatChangesShowsAtOnce() {
        String token = accessToken("openid profile");
        tell(Map.of("name", "Ada"));
        assertThat(service.get(PATH, token).text("name")).isEqualTo("Ada");
        tell(Map.of("name", "Lady Lovelace"));
        assertThat(service.get(PATH, token).text("name")).isEqualTo("Lady Lovelace");
    }

    private JWKSet keys() throws Exception {
        return JWKSet.parse(service.send(service.request(service.publicUri("/.well-known/jwks.json")))
                .body());
    }

    private TreeSet<String> names(String scope) {
        return new TreeSet<>(service.get(PATH, accessToken(scope)).json().propertyNames());
    }

    private void tell(Map<String, ?> claims) {
        assertThat(service.call("PATCH", "/users/me", service.tokenOf(user), Map.of("claims", claims))
                        .status())
                .isEqualTo(200);
    }

    private String accessToken(String scope) {
        return TestLogin.start(service, user, client, scope).accessToken();
    }

    private Answer post(String form) {
        HttpRequest.Builder request = service.request(service.publicUri(PATH))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return service.send(request);
    }
}
