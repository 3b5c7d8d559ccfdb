package services.auth.oauth2.grant;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.oauth2.TestLogin;
import services.auth.oauth2.client.TestClient;
import services.auth.oauth2.code.AuthorizationGrant;
import services.auth.oauth2.code.DeviceCodes;
import services.auth.oauth2.code.UserCode;
import services.auth.redis.RedisLink;
import services.auth.session.BrowserSession;
import services.auth.token.Secrets;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** Devices that ask for codes, and for tokens while their users decide. */
class DeviceCodeGrantIT {

    private static final AuthServiceUnderTest SERVICE = AuthServiceUnderTest.on(BackingServices.shared());
    private static final String CODES = "/oauth2/device_authorization";
    private static final String TOKENS = "/oauth2/token";

    private final TestClient client = register(metadata -> {});
    private final TestUser user = SERVICE.register();

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void deviceGetsItsCodes() {
        Answer codes = codes("openid data:read");

        assertThat(codes.status()).as(codes.body()).isEqualTo(200);
        assertThat(codes.header("Content-Type")).startsWith("application/json");
        assertThat(codes.header("Cache-Control")).isEqualTo("no-store");
        assertThat(codes.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "device_code",
                        "user_code",
                        "verification_uri",
                        "verification_uri_complete",
                        "expires_in",
                        "interval");
        assertThat(codes.json().path("expires_in").asInt()).isPositive();
        assertThat(codes.json().path("interval").asInt()).isPositive();
    }

    @Test
    void clientAuthenticatesAtTheDeviceEndpointAsAtTheTokenEndpoint() {
        String form = TestClient.form(Map.of("client_id", client.id(), "scope", "openid"));
        assertError(send(CODES, form), 401, "invalid_client");
        assertError(send(CODES, form + "&client_secret=wrong"), 401, "invalid_client");
        assertThat(send(CODES, form + "&client_secret=" + client.secret()).status())
                .isEqualTo(200);
        TestClient app = register(metadata -> metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE));
        assertThat(send(CODES, "client_id=" + app.id()).status()).isEqualTo(200);
        TestClient other = TestClient.register(SERVICE);
        assertError(other.post(SERVICE, CODES, Map.of("scope", "data:read")), 400, "unauthorized_client");
    }

    @Test
    void parametersOfTheDeviceEndpointAreReadAsThoseOfTheTokenEndpoint() {
        String credentials = "client_id=" + client.id() + "&client_secret=" + client.secret();

        assertThat(send(CODES, credentials + "&scope=").status()).isEqualTo(200);
        assertThat(send(CODES, credentials + "&extra=1").status()).isEqualTo(200);
        assertError(send(CODES, credentials + "&scope=openid&scope=openid"), 400, "invalid_request");
        assertError(send(CODES, credentials + "&scope=nonsense"), 400, "invalid_scope");
        assertError(SERVICE.post(CODES, "{}"), 400, "invalid_request");
    }

    @Test
    void verificationUriIsShortAndHasNoCode() {
        Answer codes = codes("openid");

        assertThat(codes.text("verification_uri")).isEqualTo(AuthServiceUnderTest.ISSUER + "/device");
        assertThat(codes.text("verification_uri_complete"))
                .startsWith(codes.text("verification_uri") + "?")
                .contains(codes.text("user_code"));
        assertThat(URI.create(codes.text("verification_uri")).getQuery()).isNull();
    }

    @Test
    void pendingRequestIsAuthorizationPending() {
        assertError(poll(client, codes("openid")), 400, "authorization_pending");
    }

    @Test
    void expiredCodeIsExpiredToken() {
        Answer waiting = codes("openid");
        Answer allowed = codes("openid");
        allow(allowed);
        SERVICE.bean(TestClock.class)
                .advance(Duration.ofSeconds(waiting.json().path("expires_in").asLong() + 1));

        assertError(poll(client, waiting), 400, "expired_token");
        assertError(poll(client, waiting), 400, "expired_token");
        assertError(poll(client, allowed), 400, "expired_token");
        assertThat(SERVICE.bean(DeviceCodes.class).find(userCode(waiting))).isEmpty();
        assertThat(SERVICE.bean(DeviceCodes.class).deny(userCode(waiting))).isFalse();
        assertError(poll(client, waiting), 400, "expired_token");
    }

    @Test
    void codeLivesAsLongAsItIsTold() {
        Answer codes = codes("openid");
        SERVICE.bean(TestClock.class)
                .advance(Duration.ofSeconds(codes.json().path("expires_in").asLong() - 10));
        assertError(poll(client, codes), 400, "authorization_pending");

        allow(codes);

        Answer tokens = poll(client, codes);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.header("Cache-Control")).isEqualTo("no-store");
        assertThat(tokens.header("Pragma")).isEqualTo("no-cache");
    }

    @Test
    void pollingTooFastIsSlowDownAndTheIntervalGrowsForGood() {
        Answer codes = codes("openid");
        int interval = codes.json().path("interval").asInt();
        assertError(poll(client, codes), 400, "authorization_pending");
        assertPollAfter(interval, codes, "authorization_pending");

        assertPollAfter(1, codes, "slow_down");
        assertPollAfter(interval, codes, "slow_down");
        // twice too soon: twice five seconds more, for this request and for all that follow
        assertPollAfter(interval + 5, codes, "slow_down");
        assertPollAfter(interval + 15, codes, "authorization_pending");
        assertPollAfter(interval + 15, codes, "authorization_pending");
        assertPollAfter(interval + 10, codes, "slow_down");
        assertPollAfter(interval + 20, codes, "authorization_pending");

        // others are not slower for it, and neither is the answer
        assertError(poll(client, codes("openid")), 400, "authorization_pending");
        allow(codes);
        assertThat(poll(client, codes).status()).isEqualTo(200);
    }

    private void assertPollAfter(int seconds, Answer codes, String error) {
        SERVICE.bean(TestClock.class).advance(Duration.ofSeconds(seconds));
        assertError(poll(client, codes), 400, error);
    }

    @Test
    void allowedDeviceGetsOneSetOfTokensWhicheverPollComesFirst() throws Exception {
        Answer codes = codes("openid");
        allow(codes);

        Callable<Answer> polling = () -> poll(client, codes);
        List<Answer> answers;
        try (ExecutorService devices = Executors.newFixedThreadPool(8)) {
            answers = devices.invokeAll(Collections.nCopies(8, polling)).stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSizeLessThanOrEqualTo(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .hasSizeGreaterThanOrEqualTo(7)
                .allSatisfy(answer -> assertError(answer, 400, "invalid_grant"));
        assertError(poll(client, codes), 400, "invalid_grant");
    }

    @Test
    void deviceCodeOfAnotherClientIsInvalidGrant() {
        Answer codes = codes("openid");
        allow(codes);

        assertError(poll(register(metadata -> {}), codes), 400, "invalid_grant");
        assertError(
                client.post(SERVICE, TOKENS, Map.of("grant_type", GrantType.DEVICE_CODE.getValue())),
                400,
                "invalid_request");
        assertError(
                client.post(
                        SERVICE,
                        TOKENS,
                        Map.of("grant_type", GrantType.DEVICE_CODE.getValue(), "device_code", "nonsense")),
                400,
                "invalid_grant");
        assertThat(poll(client, codes).status()).isEqualTo(200);
    }

    @Test
    void confidentialClientAuthenticates() {
        Answer codes = codes("openid");
        allow(codes);
        String form = TestClient.form(Map.of(
                "grant_type",
                GrantType.DEVICE_CODE.getValue(),
                "device_code",
                codes.text("device_code"),
                "client_id",
                client.id()));

        assertError(send(TOKENS, form), 401, "invalid_client");
        assertError(send(TOKENS, form + "&client_secret=wrong"), 401, "invalid_client");
        assertThat(poll(client, codes).status()).isEqualTo(200);
    }

    @Test
    void deviceCodeHas256BitsAndRestsAsAHash() {
        Set<String> deviceCodes = new HashSet<>();
        Set<String> userCodes = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Answer codes = codes("openid");
            assertThat(codes.text("device_code")).matches("[\\w-]{43}");
            deviceCodes.add(codes.text("device_code"));
            userCodes.add(codes.text("user_code").replace("-", ""));
        }

        assertThat(deviceCodes).hasSize(20);
        assertThat(userCodes).hasSize(20);
        List<String> keys = SERVICE.bean(RedisLink.class)
                .<List<String>>run(redis -> redis.keys("*-code*").toCompletableFuture())
                .toCompletableFuture()
                .join();
        assertThat(deviceCodes).allSatisfy(code -> {
            assertThat(keys).contains("device-code:" + Secrets.hash(code));
            assertThat(keys).noneMatch(key -> key.contains(code));
        });
        assertThat(userCodes)
                .allSatisfy(code ->
                        assertThat(keys).noneMatch(key -> key.contains(code) || key.contains(Secrets.hash(code))));
    }

    @Test
    void userCodeIsReadInAnyCaseAndWithAnyPunctuation() {
        String shown = codes("openid").text("user_code");
        assertThat(shown).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");

        for (String typed : List.of(
                shown.toLowerCase(java.util.Locale.ROOT),
                shown.replace("-", ""),
                shown.replace("-", " "),
                " " + shown.replace("-", " - ") + ". ")) {
            assertThat(UserCode.parse(typed).flatMap(SERVICE.bean(DeviceCodes.class)::find))
                    .as(typed)
                    .isPresent();
        }
    }

    /** One that may use the grant. */
    private static TestClient register(java.util.function.Consumer<OIDCClientMetadata> registered) {
        return TestClient.register(SERVICE, "openid offline_access data:read", metadata -> {
            metadata.setGrantTypes(
                    Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.DEVICE_CODE));
            registered.accept(metadata);
        });
    }

    private Answer codes(String scope) {
        return client.post(SERVICE, CODES, Map.of("scope", scope));
    }

    private static UserCode userCode(Answer codes) {
        return UserCode.parse(codes.text("user_code")).orElseThrow();
    }

    /** The user allows all that the device asks for. */
    private void allow(Answer codes) {
        BrowserSession browser =
                TestLogin.browser(SERVICE, TestLogin.signIn(SERVICE, user)).orElseThrow();
        Instant now = SERVICE.bean(TestClock.class).instant();
        DeviceCodes deviceCodes = SERVICE.bean(DeviceCodes.class);
        String scope = deviceCodes.find(userCode(codes)).orElseThrow().scope();
        assertThat(deviceCodes.allow(
                        userCode(codes),
                        new AuthorizationGrant(
                                now,
                                client.id(),
                                null,
                                UUID.fromString(user.id()),
                                browser.generation(),
                                scope,
                                null,
                                browser.authTime(),
                                browser.acr(),
                                null,
                                null,
                                browser.id(),
                                "192.0.2.1",
                                null)))
                .isTrue();
    }

    private static Answer poll(TestClient device, Answer codes) {
        return device.post(
                SERVICE,
                TOKENS,
                Map.of("grant_type", GrantType.DEVICE_CODE.getValue(), "device_code", codes.text("device_code")));
    }

    /** Sends a form, and no credentials beside it. */
    private static Answer send(String path, String form) {
        return SERVICE.send(SERVICE.request(SERVICE.publicUri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form)));
    }

    private static void assertError(Answer answer, int status, String error) {
        assertThat(answer.text("error")).as(answer.body()).isEqualTo(error);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
}
