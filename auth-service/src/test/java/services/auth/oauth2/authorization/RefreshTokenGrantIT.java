package services.auth.oauth2.authorization;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.oauth2.client.TestClient;
import services.auth.page.Browser;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshTokenGrantIT {

    private static final AuthServiceUnderTest SERVICE = AuthServiceUnderTest.on(BackingServices.shared());

    private final RelyingParty client = RelyingParty.register(SERVICE);
    private final TestUser user = SERVICE.register();

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void refreshTokenGetsANewPair() {
        Answer first = tokens("openid data:read");

        Answer second = client.refresh(first.text("refresh_token"), Map.of());

        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.header("Cache-Control")).isEqualTo("no-store");
        assertThat(second.text("token_type")).isEqualTo("Bearer");
        assertThat(second.text("scope")).isEqualTo("data:read openid");
        assertThat(second.text("refresh_token")).isNotEmpty().isNotEqualTo(first.text("refresh_token"));
        assertThat(SERVICE.isLive(second.text("access_token"))).isTrue();
        assertThat(SERVICE.isLive(first.text("access_token"))).isFalse();
    }

    @Test
    void scopeIsNeverWidened() {
        Answer first = tokens("openid data:read");

        for (String wider : new String[] {"openid data:read data:write", "data:write", "openid profile", "nonsense"}) {
            assertError(client.refresh(first.text("refresh_token"), Map.of("scope", wider)), 400, "invalid_scope");
        }
        SERVICE.bean(services.auth.user.Roles.class).give(java.util.UUID.fromString(user.id()), "admin");
        assertThat(client.refresh(first.text("refresh_token"), Map.of()).text("scope"))
                .isEqualTo("data:read openid");
    }

    @Test
    void narrowedAccessTokenLeavesTheScopeOfTheRefreshToken() {
        Answer narrower = client.refresh(
                tokens("openid data:read data:write").text("refresh_token"), Map.of("scope", "data:read"));
        assertThat(narrower.text("scope")).isEqualTo("data:read");

        assertThat(client.refresh(narrower.text("refresh_token"), Map.of()).text("scope"))
                .isEqualTo("data:read data:write openid");
    }

    @Test
    void refreshTokenOfAnotherClientIsInvalidGrant() {
        String refreshToken = tokens("openid").text("refresh_token");
        RelyingParty other = RelyingParty.register(SERVICE);
        RelyingParty app = publicClient();

        assertError(other.refresh(refreshToken, Map.of()), 400, "invalid_grant");
        assertError(
                SERVICE.tokenRequest(TestClient.form(Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        refreshToken,
                        "client_id",
                        app.client().id()))),
                400,
                "invalid_grant");
        assertThat(client.refresh(refreshToken, Map.of()).status()).isEqualTo(200);
    }

    @Test
    void confidentialClientAuthenticates() {
        String refreshToken = tokens("openid").text("refresh_token");
        Map<String, String> form = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                refreshToken,
                "client_id",
                client.client().id());

        assertError(SERVICE.tokenRequest(TestClient.form(form)), 401, "invalid_client");
        assertError(SERVICE.tokenRequest(TestClient.form(form) + "&client_secret=wrong"), 401, "invalid_client");
        assertError(
                new TestClient(client.client().id(), "wrong").post(SERVICE, "/oauth2/token", form),
                401,
                "invalid_client");
        assertThat(client.refresh(refreshToken, Map.of()).status()).isEqualTo(200);
    }

    @Test
    void usedRefreshTokenEndsTheGrant() {
        Answer first = tokens("openid");
        Answer second = client.refresh(first.text("refresh_token"), Map.of());
        Answer third = client.refresh(second.text("refresh_token"), Map.of());
        SERVICE.bean(TestClock.class).advance(Duration.ofMinutes(1));

        assertError(client.refresh(first.text("refresh_token"), Map.of()), 400, "invalid_grant");

        assertThat(SERVICE.isLive(third.text("access_token"))).isFalse();
        assertError(client.refresh(third.text("refresh_token"), Map.of()), 400, "invalid_grant");
    }

    @Test
    void unknownAndExpiredRefreshTokensAreInvalidGrant() {
        Answer tokens = tokens("openid");
        for (String useless : new String[] {
            "garbage",
            tokens.text("access_token"),
            SERVICE.pairOf(user).refreshToken(),
            "\u00e9\"\\",
            "a".repeat(10_000)
        }) {
            assertError(client.refresh(useless, Map.of()), 400, "invalid_grant");
        }
        assertError(client.refresh("", Map.of()), 400, "invalid_request");
        SERVICE.logoutEverywhere(SERVICE.pairOf(user).token());
        assertError(client.refresh(tokens.text("refresh_token"), Map.of()), 400, "invalid_grant");
    }

    @Test
    void refreshTokenIsIssuedToClientsWithTheGrantOnly() {
        RelyingParty once = RelyingParty.register(
                SERVICE, metadata -> metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE)));

        Answer tokens = once.exchange(once.code(user, "openid offline_access"));

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.json().has("refresh_token")).isFalse();
        assertThat(tokens.text("scope")).isEqualTo("openid");
        assertError(once.refresh("any", Map.of()), 400, "unauthorized_client");
    }

    @Test
    void unusedRefreshTokenDies() {
        RelyingParty brief =
                RelyingParty.register(SERVICE, metadata -> metadata.setCustomField("refresh_token_lifetime", 60));
        Answer tokens = brief.exchange(brief.code(user, "openid"));
        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(40));
        Answer refreshed = brief.refresh(tokens.text("refresh_token"), Map.of());
        assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);

        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(61));

        assertError(brief.refresh(refreshed.text("refresh_token"), Map.of()), 400, "invalid_grant");
        assertThat(SERVICE.isLive(refreshed.text("access_token"))).isFalse();
    }

    @Test
    void refreshTokenThatIsUsedAgainAndAgainDiesAtTheMaximum() {
        Map<String, Object> settings = Map.of(
                "auth-service.refresh-token.time-to-live", "2h", "auth-service.refresh-token.maximum-lifetime", "3h");
        try (AuthServiceUnderTest own = AuthServiceUnderTest.on(BackingServices.shared(), settings)) {
            RelyingParty party = RelyingParty.register(own);
            // what a client is registered with does not outlive it either
            RelyingParty patient = RelyingParty.register(
                    own, metadata -> metadata.setCustomField("refresh_token_lifetime", 10 * 3600));
            TestUser owner = own.register();
            Answer tokens = party.exchange(party.code(owner, "openid offline_access"));
            Answer unused = patient.exchange(patient.code(owner, "openid offline_access"));
            for (int i = 0; i < 2; i++) {
                own.bean(TestClock.class).advance(Duration.ofMinutes(80));
                tokens = party.refresh(tokens.text("refresh_token"), Map.of());
                assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
            }

            own.bean(TestClock.class).advance(Duration.ofMinutes(21));

            assertError(party.refresh(tokens.text("refresh_token"), Map.of()), 400, "invalid_grant");
            assertThat(own.isLive(tokens.text("access_token"))).isFalse();
            assertError(patient.refresh(unused.text("refresh_token"), Map.of()), 400, "invalid_grant");
        }
    }

    @Test
    void offlineTokenOutlivesTheBrowserSession() {
        Browser browser = new Browser(SERVICE);
        browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD);
        Answer offline = tokens(browser, Map.of("scope", "openid offline_access", "prompt", "consent"));
        Answer online = tokens(browser, Map.of("scope", "openid"));
        assertThat(offline.text("scope")).isEqualTo("offline_access openid");
        assertThat(online.text("scope")).isEqualTo("openid");

        browser.submit(browser.open("/signout"), Map.of());

        assertThat(browser.open("/account").title()).isEqualTo("Sign in");
        assertThat(SERVICE.isLive(online.text("access_token"))).isFalse();
        assertError(client.refresh(online.text("refresh_token"), Map.of()), 400, "invalid_grant");
        assertThat(SERVICE.isLive(offline.text("access_token"))).isTrue();
        Answer later = client.refresh(offline.text("refresh_token"), Map.of());
        assertThat(later.status()).as(later.body()).isEqualTo(200);
        assertThat(SERVICE.isLive(later.text("access_token"))).isTrue();
        assertThat(SERVICE.get("/oauth2/userinfo", later.text("access_token")).text("sub"))
                .isEqualTo(user.id());
    }

    @Test
    void refreshedIdTokenKeepsIssuerSubjectAudienceAndAuthTime() throws Exception {
        Answer first = tokens("openid");
        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(5));

        Answer second = client.refresh(first.text("refresh_token"), Map.of());

        JWTClaimsSet before = SignedJWT.parse(first.text("id_token")).getJWTClaimsSet();
        JWTClaimsSet after = SignedJWT.parse(second.text("id_token")).getJWTClaimsSet();
        assertThat(after.getIssuer()).isEqualTo(before.getIssuer());
        assertThat(after.getSubject()).isEqualTo(before.getSubject());
        assertThat(after.getAudience()).isEqualTo(before.getAudience());
        assertThat(after.getClaim("auth_time")).isEqualTo(before.getClaim("auth_time"));
        assertThat(after.getIssueTime()).isAfter(before.getIssueTime());
        assertThat(after.getClaim("sid")).isEqualTo(before.getClaim("sid"));
        assertThat(before.getClaims()).containsKeys("auth_time", "sid");
        assertThat(before.getClaim("nonce")).isEqualTo("a nonce");
        assertThat(after.getClaims()).doesNotContainKeys("nonce", "azp");
    }

    private Answer tokens(Browser browser, Map<String, String> others) {
        Answer answer = client.exchange(RelyingParty.code(client.answer(browser, client.request(others))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Answer tokens(String scope) {
        Answer answer = client.exchange(client.code(user, scope));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static RelyingParty publicClient() {
        return RelyingParty.register(
                SERVICE, metadata -> metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE));
    }

    private static void assertError(Answer answer, int status, String error) {
        assertThat(answer.text("error")).as(answer.body()).isEqualTo(error);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
}
