package services.auth.logout;

import java.util.Map;

import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.page.Browser;
import services.auth.page.Browser.Page;

import static org.assertj.core.api.Assertions.assertThat;
import static services.auth.AuthServiceUnderTest.PASSWORD;

class SignOutPageControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestUser user = service.register();
    private final Browser browser = new Browser(service);

    @Test
    void signedInBrowserIsAskedSignedOutAndTold() {
        browser.signIn(user.username(), PASSWORD);
        String before = browser.cookies().get("session");
        Page question = browser.open("/signout");
        assertThat(question.title()).isEqualTo("Sign out?");
        assertThat(question.text()).contains("You are signed in as " + user.username());

        Answer answer = browser.submit(question, Map.of());

        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("session=;").contains("Max-Age=0", "Path=/"));
        assertThat(browser.follow(answer).title()).isEqualTo("You are signed out");
        browser.cookies().put("session", before);
        assertThat(browser.open("/account").title()).isEqualTo("Sign in");
    }

    @Test
    void whoWantsToStayStays() {
        browser.signIn(user.username(), PASSWORD);
        Page question = browser.open("/signout");

        Answer answer = browser.submit(
                question.document().select("form").getLast(),
                Map.of(),
                question.document().select("button[value=stay]").getFirst());

        assertThat(browser.follow(answer).title()).isEqualTo("Your account");
    }

    @Test
    void whoIsNotSignedInIsToldSo() {
        Page page = browser.with("Accept-Language", "ru").open("/signout");

        assertThat(page.title()).isEqualTo("Вы вышли");
        assertThat(browser.open(page.link("Войти снова")).title()).isEqualTo("Вход");
    }
}
