package services.auth.login;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.BehindProxy;
import services.auth.page.Browser;
import services.auth.page.Browser.Page;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static services.auth.AuthServiceUnderTest.PASSWORD;

class SignInPageControllerIT {

    private static final String HOSTILE = "\"><script>alert(1)</script>";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void pageAsksForWhatPasswordManagersKnow() {
        Page page = new Browser(service).open("/signin");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.title()).isEqualTo("Sign in");
        assertThat(page.document().title()).isEqualTo("Sign in · Accounts");
        assertThat(page.document().select("input[autocomplete=username]").attr("type"))
                .isEqualTo("text");
        assertThat(page.document()
                        .select("input[autocomplete=current-password]")
                        .attr("type"))
                .isEqualTo("password");
        assertThat(page.document().select("[autofocus]").attr("name")).isEqualTo("username");
    }

    @Test
    void whoIsExpectedIsFilledInAndAskedForThePassword() {
        Page page = new Browser(service).open("/signin?login_hint=alice%40example.org");

        assertThat(page.value("username")).isEqualTo("alice@example.org");
        assertThat(page.document().select("[autofocus]").attr("name")).isEqualTo("password");
    }

    @Test
    void whoIsExpectedIsNotLookedUp() {
        String known = service.register().username();
        String unknown = known.replace("user-", "some-");

        assertThat(shownTo(unknown).replace(unknown, known)).isEqualTo(shownTo(known));
    }

    private String shownTo(String hint) {
        Page page = new Browser(service).open("/signin?login_hint=" + hint);
        return page.answer().body().replace(page.value("form_token"), "");
    }

    @Test
    void rightPasswordSignsTheBrowserInAndSendsItOn() {
        TestUser user = service.register();
        Browser browser = new Browser(service);

        Answer answer = browser.signIn(user.email(), PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/account");
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .matches("session=[A-Za-z0-9_-]{43};.*")
                        .contains("Path=/", "HTTPOnly", "SameSite=Lax")
                        .doesNotContain("Secure", "Domain", "Max-Age"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("device=" + user.id()));
        assertThat(browser.follow(answer).text()).contains(user.username());
        JsonNode logins =
                service.get("/users/me/sessions", service.tokenOf(user)).json().path("items");
        assertThat(logins.findValuesAsString("client_id")).containsExactlyInAnyOrder("login", "browser");
    }

    @Test
    void cookieOfAServiceOnHttpsCannotBePlantedByNeighbours() {
        try (AuthServiceUnderTest secure =
                AuthServiceUnderTest.on(BackingServices.shared(), Map.of("auth-service.issuer", "https://auth.test"))) {
            Browser browser = new Browser(secure);
            Answer answer = browser.signIn(secure.register().username(), PASSWORD);

            assertThat(answer.response().headers().allValues("Set-Cookie"))
                    .anySatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-session=")
                            .contains("Secure", "Path=/", "HTTPOnly", "SameSite=Lax")
                            .doesNotContain("Domain"));
            assertThat(browser.follow(answer).title()).isEqualTo("Your account");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void wrongPasswordAndUnknownNameLookTheSame(String language) {
        TestUser user = service.register();
        Page wrong = failed(user.username(), language);
        Page unknown = failed("nobody-" + UUID.randomUUID(), language);

        assertThat(wrong.status()).isEqualTo(unknown.status()).isEqualTo(401);
        assertThat(wrong.answer().header("WWW-Authenticate"))
                .doesNotContain("Basic", "Bearer")
                .isNotEmpty();
        assertThat(wrong.errors()).isEqualTo(unknown.errors());
        assertThat(wrong.errors())
                .containsExactly(
                        language.equals("en")
                                ? "Username, e-mail or password is not right."
                                : "Неверное имя пользователя, адрес или пароль.");
        assertThat(wrong.value("username")).isEqualTo(user.username());
        assertThat(wrong.value("password")).isEmpty();
    }

    private Page failed(String username, String language) {
        Browser browser = new Browser(service).with("Accept-Language", language);
        Page page = Browser.page(browser.signIn(username, "not the password"));
        assertThat(browser.cookies()).containsOnlyKeys("form");
        return page;
    }

    @Test
    void emptyFieldsAreAskedForByName() {
        Browser browser = new Browser(service);

        Page page = Browser.page(browser.signIn(" ", ""));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.errors())
                .containsExactlyInAnyOrder("Enter your username or e-mail address.", "Enter your password.");
    }

    @Test
    void whatWasTypedIsShownAndNotRun() {
        Page page = Browser.page(new Browser(service).signIn(HOSTILE, HOSTILE));

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.value("username")).isEqualTo(HOSTILE);
        assertThat(page.answer().body()).doesNotContain("<script", "alert(1)</");
        assertThat(new Browser(service)
                        .open("/signin?login_hint=%22%3E%3Cscript%3E&return_to=%22%3E%3Cscript%3E")
                        .value("username"))
                .isEqualTo("\"><script>");
    }

    @Test
    void disabledUserIsRefusedLikeAWrongPassword() {
        TestUser user = service.register();
        service.call("PATCH", "/users/" + user.id(), service.tokenWith("superuser"), Map.of("disabled", true));

        assertThat(new Browser(service).signIn(user.username(), PASSWORD).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "%2Foauth2%2Fauthorize%3Fclient_id%3Da%26state%3Db, /oauth2/authorize?client_id=a&state=b",
        "%2Fdevice%3Fuser_code%3DWDJB-MJHT, /device?user_code=WDJB-MJHT",
        "https%3A%2F%2Fevil.test, /account",
        "%2F%2Fevil.test, /account",
        "%2F%5Cevil.test, /account",
        "%2Faccount%0D%0ASet-Cookie%3A%20a%3Db, /account",
    })
    void browserGoesOnWhereItWasToGoAndNowhereElse(String returnTo, String location) {
        Browser browser = new Browser(service);
        Page page = browser.open("/signin?return_to=" + returnTo);

        Answer answer =
                browser.submit(page, Map.of("username", service.register().username(), "password", PASSWORD));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(location);
    }

    @Test
    void otherParametersAndHeadersDoNotTellWhereItGoesOn() {
        Browser browser = new Browser(service)
                .with("X-Forwarded-Host", "evil.test")
                .with("Forwarded", "host=evil.test;proto=https")
                .with("X-Forwarded-Prefix", "//evil.test")
                .with("X-Original-URL", "//evil.test/");
        String evil = "https%3A%2F%2Fevil.test";
        Page page = browser.open("/signin?continue=" + evil + "&next=" + evil + "&return=" + evil + "&redirect_uri="
                + evil + "&return_to=" + evil);

        Answer answer =
                browser.submit(page, Map.of("username", service.register().username(), "password", PASSWORD));

        assertThat(page.document().select("form").attr("action")).isEqualTo("/signin");
        assertThat(answer.header("Location")).isEqualTo("/account");
    }

    @Test
    void nothingIsLostOnTheWayThroughTheOtherPagesAndAMistake() {
        Browser browser = new Browser(service);
        String query =
                "?return_to=%2Foauth2%2Fauthorize%3Fclient_id%3Da%26state%3Db&ui_locales=ru&login_hint=a%40b.test";
        Page start = browser.open("/signin" + query);
        assertThat(start.answer().header("Content-Security-Policy")).doesNotContain("form-action");

        Page forgotten = browser.open(start.link("Забыли пароль?"));
        assertThat(forgotten.value("email")).isEqualTo("a@b.test");
        Page back = browser.open(forgotten.link("Вернуться ко входу"));
        Page signUp = browser.open(back.link("Зарегистрироваться"));
        assertThat(signUp.value("email")).isEqualTo("a@b.test");
        Page again = browser.open(signUp.link("Войти"));
        assertThat(again.value("username")).isEqualTo("a@b.test");

        Page wrong = Browser.page(browser.submit(again, Map.of("username", "x", "password", "y")));
        Answer right =
                browser.submit(wrong, Map.of("username", service.register().username(), "password", PASSWORD));

        assertThat(right.header("Location")).isEqualTo("/oauth2/authorize?client_id=a&state=b");
    }

    @Test
    void pageChangesItsLanguageAndKeepsTheRest() {
        Browser browser = new Browser(service).with("Accept-Language", "ru-RU, en;q=0.5");
        Page page = browser.open("/signin?return_to=%2Fdevice&login_hint=x");
        assertThat(page.title()).isEqualTo("Вход");
        assertThat(page.document().select("html").attr("lang")).isEqualTo("ru");

        Page english = browser.open(page.link("English"));

        assertThat(english.title()).isEqualTo("Sign in");
        assertThat(english.value("username")).isEqualTo("x");
        assertThat(english.link("Create an account"))
                .isEqualTo("/signup?return_to=%2Fdevice&ui_locales=en&login_hint=x");
    }

    @Test
    void tooManyGuessesAreToldWhenToComeBack() {
        try (AuthServiceUnderTest throttled = BehindProxy.throttled(
                BackingServices.shared(), Map.of("auth-service.throttling.login.failures", "2/15m"))) {
            TestUser user = throttled.register();
            Browser browser = new Browser(throttled).with("X-Forwarded-For", BehindProxy.address());
            browser.signIn(user.username(), "wrong");
            browser.signIn(user.username(), "wrong");

            Page page = Browser.page(browser.signIn(user.username(), PASSWORD));

            assertThat(page.status()).isEqualTo(429);
            assertThat(Long.parseLong(page.answer().header("Retry-After"))).isPositive();
            assertThat(page.errors())
                    .singleElement()
                    .asString()
                    .matches("Too many attempts\\. Try again in \\d+ (s|min)\\.");
            assertThat(BehindProxy.login(throttled, user.username(), PASSWORD, BehindProxy.address(), "")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void guessesAtThePageAndAtTheApiAreCountedTogether() {
        try (AuthServiceUnderTest throttled = BehindProxy.throttled(
                BackingServices.shared(), Map.of("auth-service.throttling.login.failures", "2/15m"))) {
            TestUser user = throttled.register();
            String address = BehindProxy.address();
            Browser browser = new Browser(throttled).with("X-Forwarded-For", address);

            assertThat(browser.signIn(user.username(), "wrong").status()).isEqualTo(401);
            assertThat(BehindProxy.login(throttled, user.username(), "wrong", address, "")
                            .status())
                    .isEqualTo(401);

            assertThat(browser.signIn(user.username(), PASSWORD).status()).isEqualTo(429);
            assertThat(BehindProxy.login(throttled, user.username(), PASSWORD, address, "")
                            .status())
                    .isEqualTo(429);
        }
    }

    @Test
    void browserThatWasSignedInBeforeIsNotHeldUpByTheGuessesOfOthers() {
        try (AuthServiceUnderTest throttled = BehindProxy.throttled(
                BackingServices.shared(),
                Map.of(
                        "auth-service.throttling.login.delay.free",
                        "2",
                        "auth-service.throttling.login.delay.first",
                        "5m"))) {
            TestUser user = throttled.register();
            Browser owner = new Browser(throttled).with("X-Forwarded-For", BehindProxy.address());
            owner.signIn(user.username(), PASSWORD);
            for (int i = 0; i < 20; i++) {
                new Browser(throttled)
                        .with("X-Forwarded-For", BehindProxy.address())
                        .signIn(user.username(), "guess");
            }

            Browser stranger = new Browser(throttled).with("X-Forwarded-For", BehindProxy.address());
            assertThat(stranger.signIn(user.username(), PASSWORD).status()).isEqualTo(429);
            assertThat(owner.signIn(user.username().toUpperCase(Locale.ROOT), PASSWORD)
                            .status())
                    .isEqualTo(303);
        }
    }
}
