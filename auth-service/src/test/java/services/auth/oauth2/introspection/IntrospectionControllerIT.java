package services.auth.oauth2.introspection;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.DPoPClient;
import services.auth.TestClock;
import services.auth.oauth2.TestLogin;
import services.auth.oauth2.client.TestClient;
import services.auth.token.JwtIssuer;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

class IntrospectionControllerIT {

    private static final String PATH = "/oauth2/introspect";
    private static final String DEAD = "{\"active\":false}";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestUser user = service.register();
    private final TestClient client = TestClient.register(service);
    private final TestClient resourceServer = TestClient.register(service, "token:introspect", metadata -> {});

    @Test
    void liveAccessTokenIsToldInTheWordsOfTheStandard() {
        TestLogin login = TestLogin.start(service, user, client, "openid data:read users:write");

        Answer answer = introspect(client, login.accessToken());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().path("active").asBoolean()).isTrue();
        // a subscriber may not write users, whatever was allowed to the client
        assertThat(answer.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "data:read");
        assertThat(answer.text("client_id")).isEqualTo(client.id());
        assertThat(answer.text("username")).isEqualTo(user.username());
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.text("sub")).isEqualTo(user.id());
        assertThat(answer.text("iss")).isEqualTo(AuthServiceUnderTest.ISSUER);
        assertThat(answer.text("sid")).isEqualTo(login.id().toString());
        assertThat(answer.text("acr")).isEqualTo("1");
        assertThat(answer.json().propertyNames()).contains("aud", "jti", "exp", "iat", "auth_time");
        assertThat(answer.json().path("exp").asLong())
                .isGreaterThan(answer.json().path("iat").asLong());
    }

    @Test
    void resourceServerLearnsOfTheTokensOfAllAndOtherClientsOnlyOfTheirOwn() {
        TestLogin login = TestLogin.start(service, user, client, "openid");

        assertThat(introspect(resourceServer, login.accessToken())
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();
        assertThat(introspect(resourceServer, service.tokenOf(user)).text("sub"))
                .isEqualTo(user.id());
        assertThat(introspect(TestClient.register(service), login.accessToken()).body())
                .isEqualTo(DEAD);
    }

    @Test
    void refreshTokenIsToldToItsClientAloneAndIsNotUsedByThat() {
        TestLogin login = TestLogin.start(service, user, client, "openid data:read");

        Answer answer = introspect(client, login.refreshToken());

        assertThat(answer.json().path("active").asBoolean()).isTrue();
        assertThat(answer.text("scope")).isEqualTo("data:read openid");
        assertThat(answer.text("sub")).isEqualTo(user.id());
        assertThat(answer.text("username")).isEqualTo(user.username());
        assertThat(answer.json().has("token_type")).isFalse();
        assertThat(introspect(client, login.refreshToken())
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();
        // who might take it for an access token
        assertThat(introspect(resourceServer, login.refreshToken()).body()).isEqualTo(DEAD);
    }

    @Test
    void deadTokensAreNothingButDead() {
        TestLogin login = TestLogin.start(service, user, client, "openid");
        Pair plain = service.pairOf(user);
        service.logoutEverywhere(plain.token());

        assertThat(introspect(client, login.accessToken()).body()).isEqualTo(DEAD);
        assertThat(introspect(client, login.refreshToken()).body()).isEqualTo(DEAD);
        assertThat(introspect(resourceServer, plain.token()).body()).isEqualTo(DEAD);
        assertThat(introspect(resourceServer, "no token").body()).isEqualTo(DEAD);
        assertThat(introspect(resourceServer, "a.b.c").body()).isEqualTo(DEAD);
    }

    @Test
    void tokenWithWrongClaimsOrSignatureIsNothingButDead() throws Exception {
        String good = TestLogin.start(service, user, client, "openid").accessToken();
        Date past = Date.from(Instant.now().minusSeconds(120));
        Date future = Date.from(Instant.now().plusSeconds(600));

        assertThat(introspect(client, forge(good, claims -> {}))
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();
        for (String dead : List.of(
                forge(good, claims -> claims.expirationTime(past)),
                forge(good, claims -> claims.notBeforeTime(future)),
                forge(good, claims -> claims.issuer("https://other.example")),
                forge(good, claims -> claims.audience("https://other.example")),
                good.replaceFirst("[^.]{8}$", "AAAAAAAA"),
                new PlainJWT(SignedJWT.parse(good).getJWTClaimsSet()).serialize())) {
            for (TestClient asking : List.of(client, resourceServer)) {
                Answer answer = introspect(asking, dead);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(DEAD);
            }
        }
    }

    /** The same token with other claims, signed with the right key. */
    private String forge(String token, Consumer<JWTClaimsSet.Builder> change) throws Exception {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder(SignedJWT.parse(token).getJWTClaimsSet());
        change.accept(claims);
        return service.bean(JwtIssuer.class).sign(claims.build(), JWSAlgorithm.RS256, new JOSEObjectType("at+jwt"));
    }

    @Test
    void tokensOfADisabledUserAreNothingButDead() {
        TestLogin login = TestLogin.start(service, user, client, "openid");
        assertThat(service.call(
                                "PATCH",
                                "/users/" + user.id(),
                                service.tokenWith("superuser"),
                                Map.of("disabled", true))
                        .status())
                .isEqualTo(200);

        assertThat(introspect(client, login.accessToken()).body()).isEqualTo(DEAD);
        assertThat(introspect(client, login.refreshToken()).body()).isEqualTo(DEAD);
    }

    @Test
    void refreshTokenIsActiveUntilItIsUsed() {
        try (AuthServiceUnderTest later = AuthServiceUnderTest.on(BackingServices.shared())) {
            TestLogin login = TestLogin.start(later, later.register(), client, "openid");
            assertThat(isActive(later, login.refreshToken())).isTrue();

            String next = client.post(
                            later,
                            "/oauth2/token",
                            Map.of("grant_type", "refresh_token", "refresh_token", login.refreshToken()))
                    .text("refresh_token");
            assertThat(isActive(later, login.refreshToken())).isFalse();
            assertThat(isActive(later, next)).isTrue();

            TestLogin ended = TestLogin.start(later, later.register(), client, "openid");
            client.post(later, "/oauth2/revoke", Map.of("token", ended.accessToken()));
            assertThat(isActive(later, ended.refreshToken())).isTrue();
            client.post(later, "/oauth2/revoke", Map.of("token", ended.refreshToken()));
            assertThat(isActive(later, ended.refreshToken())).isFalse();

            later.bean(TestClock.class).advance(Duration.ofDays(15));
            assertThat(isActive(later, next)).isFalse();
        }
    }

    private boolean isActive(AuthServiceUnderTest asked, String token) {
        Answer answer = client.post(asked, PATH, Map.of("token", token));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("active").asBoolean();
    }

    @Test
    void wrongHintIsNoHindrance() {
        TestLogin login = TestLogin.start(service, user, client, "openid");
        for (String hint : List.of("access_token", "refresh_token", "id_token", "nonsense")) {
            for (String token : List.of(login.accessToken(), login.refreshToken())) {
                Answer answer = client.post(service, PATH, Map.of("token", token, "token_type_hint", hint));
                assertThat(answer.json().path("active").asBoolean()).as(hint).isTrue();
            }
        }
    }

    @Test
    void otherMethodsThanPostAreNotAllowed() {
        String query =
                "?token=" + TestLogin.start(service, user, client, "openid").accessToken() + "&client_id=" + client.id()
                        + "&client_secret=" + client.secret();

        for (String method : List.of("GET", "PUT", "DELETE")) {
            Answer answer = service.send(
                    service.request(service.publicUri(PATH + query)).method(method, BodyPublishers.noBody()));
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.body()).doesNotContain("active");
        }
        // nor are they read beside a form
        assertThat(client.post(service, PATH + query, Map.of()).text("error")).isEqualTo("invalid_request");
    }

    @Test
    void tokenOfAClientItselfIsLiveUntilItsEnd() {
        String token = client.post(
                        service, "/oauth2/token", Map.of("grant_type", "client_credentials", "scope", "data:read"))
                .text("access_token");

        Answer answer = introspect(client, token);

        assertThat(answer.json().path("active").asBoolean()).isTrue();
        assertThat(answer.text("sub")).isEqualTo(client.id());
        assertThat(answer.text("client_id")).isEqualTo(client.id());
        assertThat(answer.text("scope")).isEqualTo("data:read");
        assertThat(answer.json().has("username")).isFalse();
        assertThat(introspect(TestClient.register(service), token).body()).isEqualTo(DEAD);
    }

    @Test
    void boundTokensAreToldWithTheirKeyAndTheirType() {
        DPoPClient key = new DPoPClient();
        String ofLogin = key.bind(service, service.pairOf(user)).token();
        String ofClient = service.send(service.request(service.publicUri("/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("DPoP", key.proof())
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + client.id()
                                + "&client_secret=" + client.secret())))
                .text("access_token");

        for (Answer answer : new Answer[] {introspect(resourceServer, ofLogin), introspect(client, ofClient)}) {
            assertThat(answer.json().path("active").asBoolean()).isTrue();
            assertThat(answer.text("token_type")).isEqualTo("DPoP");
            assertThat(answer.json().at("/cnf/jkt").asString()).isEqualTo(key.thumbprint());
        }
        assertThat(introspect(
                                resourceServer,
                                TestLogin.start(service, user, client, "openid").accessToken())
                        .json()
                        .has("cnf"))
                .isFalse();
    }

    @Test
    void whoIsNotAClientThatProvesItselfIsNotAnswered() {
        String token = TestLogin.start(service, user, client, "openid").accessToken();

        for (Answer answer : new Answer[] {
            introspect(new TestClient(client.id(), "wrong"), token),
            introspect(new TestClient("nobody", "wrong"), token),
            service.send(service.request(service.publicUri(PATH))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("token=" + token))),
            service.send(service.request(service.publicUri(PATH))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("token=" + token + "&client_id="
                            + TestClient.registerPublic(service).id())))
        }) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text("error")).isEqualTo("invalid_client");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
        }
    }

    @Test
    void requestWithoutATokenIsInvalid() {
        for (Map<String, String> form :
                List.of(Map.of("token_type_hint", "access_token"), Map.of("token", ""), Map.<String, String>of())) {
            Answer answer = client.post(service, PATH, form);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("error")).as(answer.body()).isEqualTo("invalid_request");
        }
    }

    @Test
    void whatNobodyCanTellIsUnavailable() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest other = AuthServiceUnderTest.on(backing)) {
            TestClient its = TestClient.register(other);
            TestLogin login = TestLogin.start(other, other.register(), its, "openid");
            backing.postgres().kill();

            Answer answer = its.post(other, PATH, Map.of("token", login.accessToken()));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("error")).isEqualTo("temporarily_unavailable");
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
    }

    private Answer introspect(TestClient asking, String token) {
        return asking.post(service, PATH, Map.of("token", token));
    }
}
