package services.auth.oauth2.device;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import com.nimbusds.oauth2.sdk.GrantType;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.BehindProxy;
import services.auth.oauth2.client.TestClient;
import services.auth.page.Browser;
import services.auth.page.Browser.Page;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class DevicePageControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestUser user = service.register();
    private final Browser browser = new Browser(service);
    private final TestClient television = TestClient.register(service, "openid data:read", metadata -> {
        metadata.setName("Television");
        metadata.setGrantTypes(Set.of(GrantType.DEVICE_CODE, GrantType.REFRESH_TOKEN));
        metadata.setResponseTypes(Set.of());
        metadata.setRedirectionURIs(null);
    });

    private JsonNode begin() {
        Answer answer = television.post(service, "/oauth2/device_authorization", Map.of("scope", "openid data:read"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer poll(JsonNode begun) {
        return television.post(
                service,
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "device_code",
                        begun.path("device_code").asString()));
    }

    private Page signIn(String path) {
        Page page = browser.open(path);
        return browser.follow(
                browser.submit(page, Map.of("username", user.username(), "password", AuthServiceUnderTest.PASSWORD)));
    }

    private static String error(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.json().path("error").asString();
    }

    @Test
    void deviceGetsTokensWhenItsUserHasAllowedIt() {
        JsonNode begun = begin();
        assertThat(error(poll(begun))).isEqualTo("authorization_pending");
        assertThat(error(poll(begun))).isEqualTo("slow_down");
        String complete = begun.path("verification_uri_complete").asString();
        Page code = signIn(complete.substring(AuthServiceUnderTest.ISSUER.length()));
        assertThat(code.value("user_code")).isEqualTo(begun.path("user_code").asString());

        Page question = Browser.page(browser.submit(code, Map.of()));
        assertThat(question.text())
                .contains("Television", user.username(), begun.path("user_code").asString())
                .contains("Your device must show exactly this code:")
                .contains("Does somebody else want you to enter it? Then do not allow it.");
        assertThat(question.document().select("main ul li").eachText())
                .containsExactlyInAnyOrder("know who you are", "read your data");
        Page done = Browser.page(browser.submit(question, Map.of()));

        assertThat(done.title()).isEqualTo("Your device is connected");
        assertThat(done.text()).contains("go on at your device");
        Answer tokens = poll(begun);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.text("id_token")).isNotEmpty();
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.header("Cache-Control")).isEqualTo("no-store");
        assertThat(service.me(tokens.json().path("access_token").asString())
                        .json()
                        .path("id")
                        .asString())
                .isEqualTo(user.id());
        assertThat(error(poll(begun))).isEqualTo("invalid_grant");
        assertThat(service.isLive(tokens.json().path("access_token").asString()))
                .isFalse();
    }

    @Test
    void deviceThatIsDeniedIsToldSo() {
        JsonNode begun = begin();
        signIn("/device");
        Page code = browser.open("/device");
        Page question = Browser.page(browser.submit(
                code,
                Map.of(
                        "user_code",
                        begun.path("user_code")
                                .asString()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace("-", " "))));

        browser.submit(
                question.document().select("form").getLast(),
                Map.of(),
                question.document().select("button[value=deny]").getFirst());

        assertThat(error(poll(begun))).isEqualTo("access_denied");
    }

    @Test
    void allowedDeviceIsAmongTheAppsOfItsUser() {
        JsonNode begun = begin();
        Page code = signIn("/device?user_code=" + begun.path("user_code").asString());
        browser.submit(Browser.page(browser.submit(code, Map.of())), Map.of());
        String token = poll(begun).text("access_token");
        String own = service.tokenOf(user);

        assertThat(service.get("/users/me/consents", own).json().path("items").findValuesAsString("client_name"))
                .containsExactly("Television");
        assertThat(service.delete("/users/me/consents/" + television.id(), own).status())
                .isEqualTo(204);

        assertThat(service.isLive(token)).isFalse();
    }

    @Test
    void languageIsKeptToTheEnd() {
        Page code = signIn(
                "/device?ui_locales=ru&user_code=" + begin().path("user_code").asString());
        Page russian = browser.open(code.link("Русский"));
        Page question = Browser.page(browser.submit(russian, Map.of()));
        Page done = Browser.page(browser.submit(question, Map.of()));

        assertThat(List.of(russian, question, done))
                .allSatisfy(page ->
                        assertThat(page.document().select("html").attr("lang")).isEqualTo("ru"));
    }

    @Test
    void userCodesCannotBeGuessedByOneAccountNorByMany() {
        try (AuthServiceUnderTest throttled = BehindProxy.throttled(BackingServices.shared(), Map.of())) {
            TestUser guesser = throttled.register();
            String address = BehindProxy.address();
            Browser guessing = new Browser(throttled).with("X-Forwarded-For", address);
            guessing.signIn(guesser.username(), AuthServiceUnderTest.PASSWORD);
            Page code = guessing.open("/device");
            for (int i = 0; i < 5; i++) {
                assertThat(guessing.submit(code, Map.of("user_code", "BBBB-BBBB"))
                                .status())
                        .isEqualTo(400);
            }

            Answer refused = guessing.submit(code, Map.of("user_code", "BBBB-BBBB"));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Long.parseLong(refused.header("Retry-After"))).isGreaterThan(60);
            // another account elsewhere goes on, and so does who types what is right
            assertThat(guesses(throttled, BehindProxy.address())).isEqualTo(5);
            // 30 of one network in all, whosever they are
            assertThat(guesses(throttled, address)
                            + guesses(throttled, address)
                            + guesses(throttled, address)
                            + guesses(throttled, address)
                            + guesses(throttled, address)
                            + guesses(throttled, address))
                    .isEqualTo(25);
        }
    }

    /** How many wrong codes an account of its own may type in from there, of six. */
    private static int guesses(AuthServiceUnderTest throttled, String address) {
        Browser guessing = new Browser(throttled).with("X-Forwarded-For", address);
        guessing.signIn(throttled.register().username(), AuthServiceUnderTest.PASSWORD);
        Page code = guessing.open("/device");
        return (int) IntStream.range(0, 6)
                .filter(ignored ->
                        guessing.submit(code, Map.of("user_code", "CCCC-CCCC")).status() == 400)
                .count();
    }

    @Test
    void rightCodesAreNoGuesses() {
        try (AuthServiceUnderTest throttled = BehindProxy.throttled(BackingServices.shared(), Map.of())) {
            TestClient device = TestClient.register(throttled, "openid", metadata -> {
                metadata.setGrantTypes(Set.of(GrantType.DEVICE_CODE));
                metadata.setResponseTypes(Set.of());
                metadata.setRedirectionURIs(null);
            });
            Browser owner = new Browser(throttled).with("X-Forwarded-For", BehindProxy.address());
            owner.signIn(throttled.register().username(), AuthServiceUnderTest.PASSWORD);
            for (int i = 0; i < 6; i++) {
                String userCode = device.post(throttled, "/oauth2/device_authorization", Map.of("scope", "openid"))
                        .text("user_code");
                Page question = Browser.page(owner.submit(owner.open("/device"), Map.of("user_code", userCode)));
                assertThat(owner.submit(question, Map.of()).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void codeThatNoDeviceShowsIsToldSo() {
        signIn("/device");
        for (String wrong : List.of("BBBB-BBBB", "", "<script>", "0000-0000", "B".repeat(1000))) {
            Page page = Browser.page(browser.post(
                    "/device",
                    Map.of(
                            "user_code",
                            wrong,
                            "form_token",
                            browser.open("/device").value("form_token"))));

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.errors()).isNotEmpty();
        }
    }

    @Test
    void deviceCodeIsItsClientsAlone() {
        JsonNode begun = begin();
        TestClient other = TestClient.register(service, "openid", metadata -> {
            metadata.setGrantTypes(Set.of(GrantType.DEVICE_CODE));
            metadata.setResponseTypes(Set.of());
            metadata.setRedirectionURIs(null);
        });

        assertThat(error(other.post(
                        service,
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "urn:ietf:params:oauth:grant-type:device_code",
                                "device_code",
                                begun.path("device_code").asString()))))
                .isEqualTo("invalid_grant");
        assertThat(error(poll(begun))).isEqualTo("authorization_pending");
    }
}
