package services.auth.oauth2.backchannellogout;

import java.net.URI;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.TestDatabase;
import services.auth.cleanup.CleanUp;
import services.auth.oauth2.TestLogin;
import services.auth.oauth2.client.TestClient;
import services.auth.session.BrowserSession;
import services.auth.session.BrowserSessions;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BackChannelLogoutIT {

    private final TestReceiver receiver = new TestReceiver();
    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestUser user = service.register();
    private final TestClient client = registered(service);

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void clientIsToldByALogoutTokenThatItsLibraryAccepts() throws Exception {
        TestLogin login = TestLogin.start(service, user, client, "openid");

        service.logout(login.accessToken());

        SignedJWT token = (SignedJWT) JWTParser.parse(awaitTokens(1).getFirst());
        JWKSet keys = JWKSet.parse(service.send(service.request(service.publicUri("/.well-known/jwks.json")))
                .body());
        LogoutTokenClaimsSet claims = new LogoutTokenValidator(
                        new Issuer(AuthServiceUnderTest.ISSUER), new ClientID(client.id()), JWSAlgorithm.RS256, keys)
                .validate(token);
        assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
        assertThat(claims.getSubject().getValue()).isEqualTo(user.id());
        assertThat(claims.getSessionID().getValue()).isEqualTo(login.id().toString());
        assertThat(token.getJWTClaimsSet().getClaims().keySet())
                .containsExactlyInAnyOrder("iss", "sub", "aud", "iat", "exp", "jti", "events", "sid");
        assertThat(token.getJWTClaimsSet().getJSONObjectClaim("events"))
                .isEqualTo(Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        token.getJWTClaimsSet().getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void logoutTokenIsSignedLikeTheIdTokensOfTheClient() throws Exception {
        TestClient signed = TestClient.register(service, metadata -> {
            metadata.setBackChannelLogoutURI(receiver.address());
            metadata.setIDTokenJWSAlg(JWSAlgorithm.ES256);
        });
        service.logout(TestLogin.start(service, user, signed, "openid").accessToken());

        assertThat(JWTParser.parse(awaitTokens(1).getFirst()).getHeader().getAlgorithm())
                .isEqualTo(JWSAlgorithm.ES256);
    }

    @Test
    void everyWayInWhichLoginsEndIsTold() {
        List<Runnable> ends = List.of(
                () -> service.logoutEverywhere(service.tokenOf(user)),
                () -> {
                    TestLogin login = TestLogin.start(service, user, client, "openid");
                    service.delete("/users/me/sessions/" + login.id(), service.tokenOf(user));
                },
                () -> service.call(
                        "PUT",
                        "/users/me/password",
                        service.tokenOf(user),
                        Map.of("old_password", AuthServiceUnderTest.PASSWORD, "new_password", "another good password")),
                () -> service.call("DELETE", "/users/" + user.id() + "/sessions", service.tokenWith("admin")),
                () -> service.call(
                        "PATCH", "/users/" + user.id(), service.tokenWith("admin"), Map.of("disabled", true)),
                () -> service.call(
                        "PATCH", "/users/" + user.id(), service.tokenWith("admin"), Map.of("disabled", false)),
                () -> service.delete("/users/" + user.id(), service.tokenWith("admin")));
        int told = 0;
        for (int i = 0; i < ends.size(); i++) {
            boolean isEnabling = i == 5;
            if (!isEnabling) {
                boolean ownLogin = i == 1;
                if (!ownLogin) {
                    TestLogin.start(service, user, client, "openid");
                }
                told++;
            }
            ends.get(i).run();
            awaitTokens(told);
        }
        assertThat(receiver.tokens()).hasSize(told);
    }

    @Test
    void replayedRefreshTokenIsTold() {
        TestLogin login = TestLogin.start(service, user, client, "openid");
        Map<String, String> refresh = Map.of("grant_type", "refresh_token", "refresh_token", login.refreshToken());
        String next = client.post(service, "/oauth2/token", refresh).text("refresh_token");
        client.post(service, "/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", next));
        // the grandparent is a replay at once
        client.post(service, "/oauth2/token", refresh);

        assertThat(sidOf(awaitTokens(1).getFirst())).isEqualTo(login.id().toString());
    }

    @Test
    void signedOutBrowserIsToldToEachClientAndToThoseThatGoOnOffline() {
        String cookie = TestLogin.signIn(service, user);
        BrowserSession browser = TestLogin.browser(service, cookie).orElseThrow();
        TestLogin one = TestLogin.start(service, user, client, "openid", null, browser.id());
        TestLogin offline =
                TestLogin.start(service, user, registered(service), "openid offline_access", null, browser.id());
        TestLogin elsewhere = TestLogin.start(service, user, client, "openid");

        service.bean(BrowserSessions.class).end(browser);

        assertThat(awaitTokens(2).stream().map(this::sidOf))
                .containsExactlyInAnyOrder(one.id().toString(), offline.id().toString());
        assertThat(service.isLive(offline.accessToken())).isTrue();
        assertThat(service.isLive(elsewhere.accessToken())).isTrue();
    }

    @Test
    void offlineTokensSurviveTheLogoutAndOthersDie() {
        BrowserSession browser =
                TestLogin.browser(service, TestLogin.signIn(service, user)).orElseThrow();
        TestLogin one = TestLogin.start(service, user, client, "openid", null, browser.id());
        TestLogin offline = TestLogin.start(service, user, client, "openid offline_access", null, browser.id());

        service.bean(BrowserSessions.class).end(browser);

        assertThat(service.isLive(one.accessToken())).isFalse();
        assertThat(refresh(one).text("error")).isEqualTo("invalid_grant");
        assertThat(service.isLive(offline.accessToken())).isTrue();
        assertThat(refresh(offline).status()).isEqualTo(200);
    }

    private Answer refresh(TestLogin login) {
        return client.post(
                service, "/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", login.refreshToken()));
    }

    @Test
    void logoutTokenComesAsAFormAndTheQueryOfTheAddressIsKept() {
        TestClient withQuery = TestClient.register(
                service,
                metadata -> metadata.setBackChannelLogoutURI(URI.create(receiver.address() + "?tenant=a%20b&c=d")));

        service.logout(TestLogin.start(service, user, withQuery, "openid").accessToken());

        awaitTokens(1);
        TestReceiver.Told told = receiver.told().getFirst();
        assertThat(told.method()).isEqualTo("POST");
        assertThat(told.address()).isEqualTo("/logout?tenant=a%20b&c=d");
        assertThat(told.contentType()).startsWith("application/x-www-form-urlencoded");
        assertThat(told.body()).matches("logout_token=[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void successEndsTheDelivery(int status) throws SQLException {
        receiver.answer(status);
        TestLogin login = TestLogin.start(service, user, client, "openid");

        service.logout(login.accessToken());

        awaitTokens(1);
        await().atMost(Duration.ofSeconds(20)).until(() -> waiting(login.id()) == 0);
        // and what was ended later is told, so that a second telling of the first would have come before
        TestLogin next = TestLogin.start(service, user, client, "openid");
        service.logout(next.accessToken());
        assertThat(awaitTokens(2).stream().map(this::sidOf))
                .containsExactly(login.id().toString(), next.id().toString());
    }

    private static int waiting(UUID sessionId) throws SQLException {
        return Integer.parseInt(
                TestDatabase.queried("SELECT count(*) FROM outgoing_logouts WHERE session_id = '" + sessionId + "'"));
    }

    @Test
    void slowClientHoldsUpNobody() {
        try (TestReceiver slow = new TestReceiver()) {
            slow.hang();
            TestClient hanging =
                    TestClient.register(service, metadata -> metadata.setBackChannelLogoutURI(slow.address()));
            for (int i = 0; i < 20; i++) {
                service.logout(TestLogin.start(service, user, hanging, "openid").accessToken());
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> !slow.tokens().isEmpty());

            TestLogin login = TestLogin.start(service, user, client, "openid");
            service.logout(login.accessToken());

            // sooner than one request to the slow one fails
            await().atMost(Duration.ofSeconds(4))
                    .until(
                            () -> receiver.tokens().stream().map(this::sidOf).toList(),
                            List.of(login.id().toString())::equals);
        }
    }

    @Test
    void clientThatIsAwayIsToldWhenItIsBack() {
        URI away;
        try (TestReceiver closed = new TestReceiver()) {
            away = closed.address();
        }
        TestClient gone = TestClient.register(service, metadata -> metadata.setBackChannelLogoutURI(away));
        double failed = service.metric("auth_backchannel_logout_failed_total");
        TestLogin login = TestLogin.start(service, user, gone, "openid");
        service.logout(login.accessToken());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.metric("auth_backchannel_logout_failed_total") > failed);

        try (TestReceiver back = new TestReceiver(away.getPort())) {
            await().atMost(Duration.ofSeconds(20)).until(() -> !back.tokens().isEmpty());
            assertThat(sidOf(back.tokens().getFirst())).isEqualTo(login.id().toString());
        }
    }

    @Test
    void clientThatCannotBeReachedIsToldLater() {
        receiver.answer(500);
        TestLogin login = TestLogin.start(service, user, client, "openid");
        service.logout(login.accessToken());
        awaitTokens(1);
        receiver.answer(200);

        assertThat(awaitTokens(2).stream().map(this::sidOf))
                .containsOnly(login.id().toString());
        assertThat(receiver.tokens().stream().distinct()).hasSize(2);
    }

    @Test
    void clientThatRefusesTheTokenIsNotAskedAgain() {
        double before = service.metric("auth_backchannel_logout_given_up_total");
        receiver.answer(400);
        service.logout(TestLogin.start(service, user, client, "openid").accessToken());

        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.metric("auth_backchannel_logout_given_up_total") > before);
        assertThat(receiver.tokens()).hasSize(1);
    }

    @Test
    void logoutThatIsNotConfirmedToTheUserIsToldToTheClientOnlyOnce() {
        TestLogin login = TestLogin.start(service, user, client, "openid");
        service.logout(login.accessToken());
        service.logout(login.accessToken());
        TestLogin another = TestLogin.start(service, user, client, "openid");
        service.logout(another.accessToken());

        assertThat(awaitTokens(2).stream().map(this::sidOf))
                .containsExactlyInAnyOrder(login.id().toString(), another.id().toString());
    }

    @Test
    void logoutsSurviveARestartAndTwoInstancesTellEachOnceAndWhatIsTooOldIsGivenUp() {
        try (BackingServices backing = BackingServices.dedicated()) {
            List<UUID> ended = new ArrayList<>();
            Map<String, Object> slow = Map.of(
                    "auth-service.backchannel-logout.retry-first", "60s",
                    "auth-service.backchannel-logout.retry-longest", "60s");
            receiver.answer(503);
            try (AuthServiceUnderTest first = AuthServiceUnderTest.on(backing, slow)) {
                TestClient its = registered(first);
                TestUser somebody = first.register();
                for (int i = 0; i < 10; i++) {
                    TestLogin login = TestLogin.start(first, somebody, its, "openid");
                    ended.add(login.id());
                    first.logout(login.accessToken());
                }
                awaitTokens(10);
                await().until(() -> first.metric("auth_backchannel_logout_failed_total") >= 10);
            }
            receiver.answer(200);
            receiver.tokens().clear();
            try (AuthServiceUnderTest one = AuthServiceUnderTest.on(backing, slow);
                    AuthServiceUnderTest two = AuthServiceUnderTest.on(backing, slow)) {
                one.bean(TestClock.class).advance(Duration.ofMinutes(2));
                two.bean(TestClock.class).advance(Duration.ofMinutes(2));

                Set<String> told = awaitTokens(10).stream().map(this::sidOf).collect(Collectors.toSet());
                assertThat(told).isEqualTo(ended.stream().map(UUID::toString).collect(Collectors.toSet()));
                await().until(() -> one.metric("auth_backchannel_logout_sent_total")
                                + two.metric("auth_backchannel_logout_sent_total")
                        == 10);
                assertThat(receiver.tokens()).hasSize(10);

                receiver.answer(503);
                TestLogin last = TestLogin.start(one, one.register(), registered(one), "openid");
                one.logout(last.accessToken());
                awaitTokens(11);
                one.bean(TestClock.class).advance(Duration.ofHours(2));
                one.bean(CleanUp.class).run();
                assertThat(one.metric("auth_backchannel_logout_given_up_total")).isEqualTo(1);
            }
        }
    }

    @Test
    void clientWithoutAnAddressIsNotTold() {
        TestClient silent = TestClient.register(service);
        service.logout(TestLogin.start(service, user, silent, "openid").accessToken());
        TestLogin loud = TestLogin.start(service, user, client, "openid");
        service.logout(loud.accessToken());

        assertThat(new HashSet<>(awaitTokens(1)).stream().map(this::sidOf))
                .containsExactly(loud.id().toString());
    }

    private TestClient registered(AuthServiceUnderTest at) {
        return TestClient.register(at, metadata -> metadata.setBackChannelLogoutURI(receiver.address()));
    }

    private List<String> awaitTokens(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.tokens().size() >= count);
        return receiver.tokens();
    }

    private String sidOf(String token) {
        try {
            return JWTParser.parse(token).getJWTClaimsSet().getStringClaim("sid");
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
