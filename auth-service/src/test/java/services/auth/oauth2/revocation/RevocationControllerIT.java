package services.auth.oauth2.revocation;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.TestLogin;
import services.auth.oauth2.client.TestClient;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RevocationControllerIT {

    private static final String PATH = "/oauth2/revoke";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestUser user = service.register();
    private final TestClient client = TestClient.register(service);
    private final TestLogin login = TestLogin.start(service, user, client, "openid data:read");

    @Test
    void revokedAccessTokenIsDeadAndItsLoginGoesOn() {
        assertThat(service.isLive(login.accessToken())).isTrue();

        Answer answer = revoke(client, login.accessToken());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(service.isLive(login.accessToken())).isFalse();
        assertThat(service.get("/oauth2/userinfo", login.accessToken()).status())
                .isEqualTo(401);
        Answer refreshed = refresh(login.refreshToken());
        assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
        assertThat(service.isLive(refreshed.text("access_token"))).isTrue();
        assertThat(service.isLive(login.accessToken())).isFalse();
    }

    @Test
    void revokedAccessTokenStaysDeadWhenRedisForgets() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest other = AuthServiceUnderTest.on(backing)) {
            TestClient its = TestClient.register(other);
            TestLogin mine = TestLogin.start(other, other.register(), its, "openid");
            assertThat(other.isLive(mine.accessToken())).isTrue();
            its.post(other, PATH, Map.of("token", mine.accessToken()));
            backing.redis().wipe();

            assertThat(other.isLive(mine.accessToken())).isFalse();
        }
    }

    @Test
    void revokedRefreshTokenEndsTheLoginWithItsAccessTokens() {
        assertThat(service.isLive(login.accessToken())).isTrue();

        assertThat(client.post(service, PATH, Map.of("token", login.refreshToken(), "token_type_hint", "refresh_token"))
                        .status())
                .isEqualTo(200);

        assertThat(service.isLive(login.accessToken())).isFalse();
        assertThat(refresh(login.refreshToken()).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void earlierRefreshTokenOfTheLoginEndsItToo() {
        Answer refreshed = refresh(login.refreshToken());

        assertThat(revoke(client, login.refreshToken()).status()).isEqualTo(200);

        assertThat(service.isLive(refreshed.text("access_token"))).isFalse();
    }

    @Test
    void revocationHoldsOnEveryInstanceAtOnce() {
        try (AuthServiceUnderTest other = AuthServiceUnderTest.on(BackingServices.shared())) {
            TestLogin another = TestLogin.start(service, user, client, "openid");
            Answer refreshed = refresh(another.refreshToken());
            for (String token : List.of(login.accessToken(), refreshed.text("access_token"))) {
                assertThat(other.isLive(token)).isTrue();
            }

            assertThat(revoke(client, login.accessToken()).status()).isEqualTo(200);
            assertThat(revoke(client, refreshed.text("refresh_token")).status()).isEqualTo(200);

            for (String token : List.of(login.accessToken(), refreshed.text("access_token"))) {
                assertThat(other.isLive(token)).isFalse();
                assertThat(service.isLive(token)).isFalse();
            }
        }
    }

    @Test
    void wrongHintDoesNoHarm() {
        for (String hint : List.of("access_token", "nonsense")) {
            TestLogin one = TestLogin.start(service, user, client, "openid");
            client.post(service, PATH, Map.of("token", one.refreshToken(), "token_type_hint", hint));
            assertThat(service.isLive(one.accessToken())).as(hint).isFalse();
        }
        for (String hint : List.of("refresh_token", "nonsense")) {
            TestLogin one = TestLogin.start(service, user, client, "openid");
            client.post(service, PATH, Map.of("token", one.accessToken(), "token_type_hint", hint));
            assertThat(service.isLive(one.accessToken())).as(hint).isFalse();
        }
    }

    @Test
    void missingTokenIsInvalidRequest() {
        for (Map<String, String> form :
                List.of(Map.of("token_type_hint", "access_token"), Map.of("token", ""), Map.<String, String>of())) {
            Answer answer = client.post(service, PATH, form);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("error")).as(answer.body()).isEqualTo("invalid_request");
        }
    }

    @Test
    void otherMethodsThanPostAreNotAllowed() {
        String query = "?token=" + login.accessToken() + "&client_id=" + client.id() + "&client_secret="
                + client.secret() + "&callback=package.myCallback";
        for (String method : List.of("GET", "PUT", "DELETE")) {
            Answer answer = service.send(
                    service.request(service.publicUri(PATH + query)).method(method, BodyPublishers.noBody()));
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.body()).doesNotContain("myCallback");
        }
        assertThat(service.isLive(login.accessToken())).isTrue();
    }

    @Test
    void outageIs503AndTheTokenLives() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest other = AuthServiceUnderTest.on(backing)) {
            TestClient its = TestClient.register(other);
            TestLogin mine = TestLogin.start(other, other.register(), its, "openid");
            assertThat(other.isLive(mine.accessToken())).isTrue();
            String caller = other.clientToken();
            backing.postgres().kill();

            for (String token : List.of(mine.accessToken(), mine.refreshToken())) {
                Answer answer = its.post(other, PATH, Map.of("token", token));
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text("error")).isEqualTo("temporarily_unavailable");
                assertThat(answer.header("Retry-After")).isNotEmpty();
            }

            assertThat(other.validateAs(caller, mine.accessToken())
                            .json()
                            .path("authenticated")
                            .asBoolean())
                    .isTrue();
            backing.postgres().start();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> its.post(other, PATH, Map.of("token", mine.refreshToken()))
                                    .status()
                            == 200);
            assertThat(other.isLive(mine.accessToken())).isFalse();
        }
    }

    @Test
    void unknownAndDeadTokensAreNoError() {
        assertThat(revoke(client, "unknown").status()).isEqualTo(200);
        assertThat(revoke(client, "unknown").body()).isEqualTo("{}");
        assertThat(revoke(client, "a.b.c").status()).isEqualTo(200);
        assertThat(revoke(client, login.accessToken()).status()).isEqualTo(200);
        assertThat(revoke(client, login.accessToken()).status()).isEqualTo(200);
        assertThat(revoke(client, login.refreshToken()).status()).isEqualTo(200);
        assertThat(revoke(client, login.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void tokensOfOtherClientsAreNotTheirsToRevoke() {
        TestClient other = TestClient.register(service);

        assertThat(revoke(other, login.accessToken()).text("error")).isEqualTo("invalid_grant");
        assertThat(revoke(other, login.refreshToken()).text("error")).isEqualTo("invalid_grant");

        assertThat(service.isLive(login.accessToken())).isTrue();
        assertThat(refresh(login.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void tokenOfTheClientItselfCannotBeRevokedAndThatIsToldAsTheStandardHasIt() {
        String token = client.post(service, "/oauth2/token", Map.of("grant_type", "client_credentials"))
                .text("access_token");

        Answer answer = revoke(client, token);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("unsupported_token_type");
    }

    @Test
    void publicClientNamesItself() {
        TestClient app = TestClient.registerPublic(service);
        TestLogin its = TestLogin.start(service, user, app, "openid");

        assertThat(form("token=" + its.refreshToken() + "&client_id=" + app.id())
                        .status())
                .isEqualTo(200);
        assertThat(service.isLive(its.accessToken())).isFalse();
    }

    @Test
    void clientThatHasASecretMustProveItself() {
        assertThat(form("token=" + login.accessToken() + "&client_id=" + client.id())
                        .text("error"))
                .isEqualTo("invalid_client");
        assertThat(revoke(new TestClient(client.id(), "wrong"), login.accessToken())
                        .status())
                .isEqualTo(401);
        assertThat(service.isLive(login.accessToken())).isTrue();
    }

    @Test
    void revocationThatRedisDoesNotConfirmIsUnavailableAndKeptAllTheSame() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest other = AuthServiceUnderTest.on(backing)) {
            TestClient its = TestClient.register(other);
            TestLogin mine = TestLogin.start(other, other.register(), its, "openid");
            backing.redis().kill();

            Answer answer = its.post(other, PATH, Map.of("token", mine.accessToken()));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("error")).isEqualTo("temporarily_unavailable");
            assertThat(other.isLive(mine.accessToken())).isFalse();
        }
    }

    private Answer revoke(TestClient revoking, String token) {
        return revoking.post(service, PATH, Map.of("token", token));
    }

    private Answer form(String form) {
        return service.send(service.request(service.publicUri(PATH))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private Answer refresh(String refreshToken) {
        return client.post(
                service, "/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }
}
