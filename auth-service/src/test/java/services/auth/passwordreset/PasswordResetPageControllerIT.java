package services.auth.passwordreset;

import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.BehindProxy;
import services.auth.page.Browser;
import services.auth.page.Browser.Page;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static services.auth.AuthServiceUnderTest.PASSWORD;

class PasswordResetPageControllerIT {

    private static final String NEW_PASSWORD = "a good new password";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void forgottenPasswordIsReplacedAndEverySignedInBrowserIsOut() {
        TestUser user = service.register();
        Browser other = new Browser(service);
        other.signIn(user.username(), PASSWORD);
        Browser browser = new Browser(service).with("Accept-Language", "ru");

        Page forgotten =
                browser.open(browser.open("/signin?return_to=%2Fdevice").link("Забыли пароль?"));
        Page reset = browser.follow(browser.submit(forgotten, Map.of("email", user.email())));
        assertThat(reset.title()).isEqualTo("Новый пароль");
        assertThat(reset.text()).contains(user.email());
        assertThat(reset.document().select("input").eachAttr("autocomplete"))
                .contains("username", "one-time-code", "new-password");
        assertThat(service.awaitMail(user.email(), 2).subject()).isEqualTo("Код для нового пароля");
        Page signIn = browser.follow(
                browser.submit(reset, Map.of("code", service.awaitCode(user.email(), 2), "password", NEW_PASSWORD)));

        assertThat(signIn.document().select("[role=status]").text()).isEqualTo("Новый пароль сохранён. Войдите с ним.");
        assertThat(browser.submit(signIn, Map.of("password", NEW_PASSWORD)).header("Location"))
                .isEqualTo("/device");
        assertThat(other.open("/account").title()).isEqualTo("Sign in");
        assertThat(new Browser(service).signIn(user.username(), PASSWORD).status())
                .isEqualTo(401);
    }

    @Test
    void nobodyLearnsWhetherThereIsAnAccount() {
        Browser browser = new Browser(service);
        String nobody = "nobody-" + UUID.randomUUID() + "@example.org";

        Answer answer = browser.submit(browser.open("/forgotten-password"), Map.of("email", nobody));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(browser.follow(answer).text())
                .contains("If there is an account for " + nobody + ", a six-digit code is on its way to it.");
    }

    @Test
    void wrongCodeAndBadPasswordAreToldAndTheCodeStaysGood() {
        TestUser user = service.register();
        Browser browser = new Browser(service);
        Page reset = browser.follow(browser.submit(browser.open("/forgotten-password"), Map.of("email", user.email())));
        String code = service.awaitCode(user.email(), 2);

        Page bad = Browser.page(browser.submit(reset, Map.of("code", code, "password", "password1")));
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.document().select("#password-error").text()).contains("Many people use this password");
        Page wrong = Browser.page(browser.submit(
                bad, Map.of("code", code.equals("000000") ? "000001" : "000000", "password", NEW_PASSWORD)));
        assertThat(wrong.document().select("#code-error").text()).contains("This code is not right");
        Page empty = Browser.page(browser.submit(wrong, Map.of("email", "\"><script>", "code", "", "password", "")));
        assertThat(empty.errors()).hasSize(3);
        assertThat(empty.value("email")).isEqualTo("\"><script>");

        assertThat(browser.submit(empty, Map.of("email", user.email(), "code", code, "password", NEW_PASSWORD))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void somethingThatIsNoAddressIsTold() {
        Browser browser = new Browser(service);

        Page page = Browser.page(browser.submit(browser.open("/forgotten-password"), Map.of("email", "<b>")));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.errors()).containsExactly("Enter an e-mail address, like name@example.org.");
    }

    @Test
    void tooManyCodesAreToldWhenToComeBackOnAPageWithAWayBack() {
        try (AuthServiceUnderTest throttled = BehindProxy.throttled(BackingServices.shared(), Map.of())) {
            Browser browser = new Browser(throttled);
            String email = "nobody-" + UUID.randomUUID() + "@example.org";
            Page reset = browser.open("/reset-password");
            Map<String, String> guess = Map.of("email", email, "code", "000000", "password", NEW_PASSWORD);
            IntStream.range(0, 10).forEach(ignored -> browser.submit(reset, guess));

            Page page = Browser.page(browser.submit(reset, guess));

            assertThat(page.status()).isEqualTo(429);
            assertThat(page.title()).isEqualTo("Too many attempts");
            assertThat(page.text()).containsPattern("Try again in \\d+ (s|min)\\.");
            assertThat(Long.parseLong(page.answer().header("Retry-After"))).isPositive();
            assertThat(page.link("Try again")).isEqualTo("/reset-password");
        }
    }
}
