package services.auth.registration;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.page.Browser;
import services.auth.page.Browser.Page;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static services.auth.AuthServiceUnderTest.PASSWORD;

/** Signing up and the confirmation of the address, as people see it. */
class SignUpPageControllerIT {

    private static final String HOSTILE = "\"><script>alert(1)</script>";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final String username = "user-" + UUID.randomUUID();
    private final String email = username + "@example.org";

    @Test
    void newcomerSignsUpConfirmsTheAddressAndSignsIn() {
        Browser browser = new Browser(service);
        Page signUp = browser.open("/signup?return_to=%2Fdevice&ui_locales=en");
        assertThat(signUp.document().select("input").eachAttr("autocomplete"))
                .contains("username", "email", "new-password");

        Answer made = browser.submit(signUp, fields(username, email, PASSWORD));
        assertThat(made.status()).isEqualTo(303);
        Page confirm = browser.follow(made);
        assertThat(confirm.title()).isEqualTo("Confirm your e-mail address");
        assertThat(confirm.text()).contains("We have sent an e-mail to " + email);
        assertThat(confirm.document().select("[autofocus]").attr("autocomplete"))
                .isEqualTo("one-time-code");

        String code = service.awaitCode(email, 1);
        Page signIn = browser.follow(
                browser.submit(confirm, Map.of("code", " " + code.substring(0, 3) + " " + code.substring(3))));
        assertThat(signIn.title()).isEqualTo("Sign in");
        assertThat(signIn.document().select("[role=status]").text())
                .isEqualTo("Your e-mail address is confirmed. You can sign in now.");
        assertThat(signIn.value("username")).isEqualTo(email);

        Answer signedIn = browser.submit(signIn, Map.of("password", PASSWORD));
        assertThat(signedIn.header("Location")).isEqualTo("/device");
        assertThat(service.me(Pair.of(service.login(email, PASSWORD)).token()).text("email_verified"))
                .isEqualTo("true");
    }

    @Test
    void newcomerMaySignInBeforeTheAddressIsConfirmed() {
        Browser browser = new Browser(service);
        Page confirm = browser.follow(browser.submit(browser.open("/signup"), fields(username, email, PASSWORD)));

        Page signIn = browser.open(confirm.link("Confirm later and sign in"));

        assertThat(browser.follow(browser.submit(signIn, Map.of("password", PASSWORD)))
                        .text())
                .contains("not confirmed");
    }

    @Test
    void whereConfirmationIsRequiredNobodyPutsItOff() {
        try (AuthServiceUnderTest strict = AuthServiceUnderTest.on(
                BackingServices.shared(), Map.of("auth-service.registration.confirmation", "required"))) {
            Browser browser = new Browser(strict);
            Page confirm = browser.follow(browser.submit(browser.open("/signup"), fields(username, email, PASSWORD)));
            assertThat(confirm.text()).doesNotContain("later");
            assertThat(browser.signIn(username, PASSWORD).status()).isEqualTo(401);

            browser.submit(confirm, Map.of("code", strict.awaitCode(email, 1)));

            assertThat(browser.signIn(username, PASSWORD).status()).isEqualTo(303);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x, a@example.org, correct horse, username, '3 to 64 letters'",
        "a b c, a@example.org, correct horse, username, '3 to 64 letters'",
        "somebody, nowhere, correct horse, email, 'Enter an e-mail address'",
        "somebody, a@example.org, short, password, '8 to 128 characters'",
        "somebody, a@example.org, '', password, '8 to 128 characters'",
        "somebody, a@example.org, password1, password, 'Many people use this password'",
        "somebody, somebody-else@example.org, somebody-else, password, 'must not be your username'",
    })
    void whatIsWrongIsToldAtItsField(String name, String address, String password, String field, String message) {
        Browser browser = new Browser(service);

        Page page = Browser.page(browser.submit(browser.open("/signup"), fields(name, address, password)));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.document().select("#" + field + "-error").text()).contains(message);
        assertThat(page.document().select("#" + field).attr("aria-invalid")).isEqualTo("true");
        assertThat(page.errors()).hasSize(1);
        assertThat(page.value("username")).isEqualTo(name);
        assertThat(page.value("email")).isEqualTo(address);
        assertThat(page.value("password")).isEmpty();
    }

    @Test
    void takenUsernameIsTold() {
        TestUser user = service.register();
        Browser browser = new Browser(service).with("Accept-Language", "ru");

        Page page = Browser.page(browser.submit(browser.open("/signup"), fields(user.username(), email, PASSWORD)));

        assertThat(page.status()).isEqualTo(409);
        assertThat(page.errors()).containsExactly("Это имя уже занято. Выберите другое.");
    }

    @Test
    void takenAddressLooksLikeAFreeOne() {
        TestUser user = service.registerAndConfirm();
        Browser browser = new Browser(service);

        Answer answer = browser.submit(browser.open("/signup"), fields(username, user.email(), PASSWORD));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(browser.follow(answer).text()).contains("We have sent an e-mail to " + user.email());
    }

    @Test
    void mailIsWrittenInTheLanguageOfThePage() {
        Browser browser = new Browser(service).with("Accept-Language", "en");

        browser.submit(browser.open("/signup?ui_locales=ru"), fields(username, email, PASSWORD));

        assertThat(service.awaitMail(email, 1).subject()).isEqualTo("Подтвердите адрес электронной почты");
    }

    @Test
    void wrongCodeIsToldAndMayBeTriedAgain() {
        Browser browser = new Browser(service);
        Page confirm = browser.follow(browser.submit(browser.open("/signup"), fields(username, email, PASSWORD)));
        String code = service.awaitCode(email, 1);

        Page wrong = Browser.page(browser.submit(confirm, Map.of("code", code.equals("000000") ? "000001" : "000000")));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.document().select("#code-error").text()).contains("This code is not right");
        Page malformed = Browser.page(browser.submit(wrong, Map.of("code", HOSTILE)));
        assertThat(malformed.document().select("#code-error").text()).contains("Enter the six digits");

        assertThat(browser.submit(malformed, Map.of("code", code)).status()).isEqualTo(303);
    }

    @Test
    void whoComesWithoutAnAddressIsAskedForIt() {
        service.register();
        Browser browser = new Browser(service);
        TestUser user = service.register();
        Page confirm = browser.open("/signup/confirm");

        Answer answer =
                browser.submit(confirm, Map.of("email", user.email(), "code", service.awaitCode(user.email(), 1)));

        assertThat(answer.status()).isEqualTo(303);
    }

    @Test
    void addressThatGotAnotherOwnerMeanwhileIsTold() {
        TestUser owner = service.register();
        Browser browser = new Browser(service);
        Page confirm =
                browser.follow(browser.submit(browser.open("/signup"), fields(username, owner.email(), PASSWORD)));
        String late = service.awaitCode(owner.email(), 2);
        service.confirm(owner.email(), service.firstCode(owner.email()));

        Page page = Browser.page(browser.submit(confirm, Map.of("code", late)));

        assertThat(page.status()).isEqualTo(409);
        assertThat(page.errors()).containsExactly("This e-mail address belongs to another account now.");
    }

    @Test
    void whatWasTypedIsShownAndNotRun() {
        Browser browser = new Browser(service);

        Page page = Browser.page(browser.submit(browser.open("/signup"), fields(HOSTILE, HOSTILE, HOSTILE)));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.value("username")).isEqualTo(HOSTILE);
        assertThat(page.answer().body()).doesNotContain("<script");
    }

    private static Map<String, String> fields(String username, String email, String password) {
        return new HashMap<>(Map.of("username", username, "email", email, "password", password));
    }
}
