package services.auth.page;

import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.page.Browser.Page;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** A form counts only when it comes from a page that the same browser was given; what goes wrong is told by a page. */
class PageFilterIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void formOfAnotherBrowserIsRefusedWithAWayBack() {
        TestUser user = service.register();
        Page theirs = new Browser(service).open("/signin?login_hint=a&ui_locales=en");
        Browser victim = new Browser(service);
        victim.open("/signin");

        Answer answer = victim.submit(theirs, credentials(user));

        assertRefused(answer);
        assertThat(victim.cookies()).doesNotContainKey("session");
        Page page = Browser.page(answer);
        assertThat(page.link("Try again")).isEqualTo("/signin?ui_locales=en&login_hint=a");
        assertThat(victim.open(page.link("Try again")).title()).isEqualTo("Sign in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA.BBBB", "\"><script>"})
    void madeUpTokenIsRefused(String token) {
        Browser browser = new Browser(service);
        Map<String, String> fields = new HashMap<>(credentials(service.register()));
        fields.put("form_token", token);

        assertRefused(browser.submit(browser.open("/signin"), fields));
    }

    @Test
    void formWithoutTokenOrCookieIsRefused() {
        Browser browser = new Browser(service);
        TestUser user = service.register();
        assertRefused(browser.post("/signin", credentials(user)));

        Page page = browser.open("/signin");
        browser.cookies().clear();
        assertRefused(browser.submit(page, credentials(user)));
    }

    @Test
    void formOfAnOlderPageOfTheSameBrowserIsTaken() {
        Browser browser = new Browser(service);
        Page first = browser.open("/signin");
        browser.open("/signup");
        Page second = browser.open("/signin");

        assertThat(first.value("form_token")).isNotEqualTo(second.value("form_token"));
        assertThat(browser.submit(first, credentials(service.register())).status())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, https://evil.test",
        "Origin, null",
        "Origin, http://auth.localhost.evil.test",
        "Origin, http://auth.localhost:8080",
    })
    void formThatABrowserSendsForAnotherSiteIsRefusedWhateverItHas(String header, String value) {
        Browser browser = new Browser(service);
        Page page = browser.open("/signin");

        assertRefused(browser.with(header, value).submit(page, credentials(service.register())));
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, same-origin", "Origin, " + AuthServiceUnderTest.ISSUER, "Origin, of the host"})
    void formThatABrowserSendsForThisSiteIsTaken(String header, String value) {
        Browser browser = new Browser(service);
        Page page = browser.open("/signin");
        String origin = service.publicUri("").toString();

        Answer answer = browser.with(header, value.replace("of the host", origin))
                .submit(page, credentials(service.register()));

        assertThat(answer.status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/signin",
                "/signup",
                "/signup/confirm",
                "/forgotten-password",
                "/reset-password",
                "/signout",
                "/account",
                "/device",
                "/device/decision",
                "/oauth2/consent",
                "/oauth2/end_session/confirmation"
            })
    void everyFormIsGuarded(String path) {
        assertRefused(new Browser(service).post(path, Map.of("decision", "sign_out")));
    }

    @Test
    void cookieIsForThisSiteAloneAndOfNoUseToScripts() {
        Answer answer = new Browser(service).get("/signin");
        assertThat(answer.header("Set-Cookie"))
                .matches("form=[A-Za-z0-9_-]{43};.*")
                .contains("Path=/", "HTTPOnly", "SameSite=Lax")
                .doesNotContain("Secure", "Domain");
        try (AuthServiceUnderTest secure =
                AuthServiceUnderTest.on(BackingServices.shared(), Map.of("auth-service.issuer", "https://auth.test"))) {
            assertThat(new Browser(secure).get("/signin").header("Set-Cookie"))
                    .startsWith("__Host-form=")
                    .contains("Secure", "Path=/")
                    .doesNotContain("Domain");
        }
    }

    @Test
    void malformedFormIsTold() {
        Answer answer = service.send(service.request(service.publicUri("/signin"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=%zz")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Browser.page(answer).title()).isEqualTo("We did not understand that");
    }

    @Test
    void hugeFormIsRefused() {
        Answer answer = service.send(service.request(service.publicUri("/signin"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + "x".repeat(400_000))));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void outageIsToldToPeopleOnAPageAndToProgramsAsAProblem() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest broken = AuthServiceUnderTest.on(backing)) {
            Browser browser = new Browser(broken).with("Accept-Language", "ru");
            TestUser user = broken.register();
            Page page = browser.open("/signin");
            backing.postgres().kill();

            Answer answer = browser.submit(page, credentials(user));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(Browser.page(answer).title()).isEqualTo("Сейчас мы не можем ответить");
            assertThat(broken.login(user.username(), AuthServiceUnderTest.PASSWORD)
                            .text("code"))
                    .isEqualTo("temporarily_unavailable");
        }
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(Browser.page(answer).title()).isEqualTo("This page is out of date");
        assertThat(answer.body()).doesNotContain("Exception", "services.");
    }

    private static Map<String, String> credentials(TestUser user) {
        return Map.of("username", user.username(), "password", AuthServiceUnderTest.PASSWORD);
    }
}
