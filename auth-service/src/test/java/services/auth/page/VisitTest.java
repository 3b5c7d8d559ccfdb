package services.auth.page;

import io.micronaut.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import services.auth.mail.MailLocale;

import static org.assertj.core.api.Assertions.assertThat;

class VisitTest {

    @Test
    void everythingIsKeptOnTheWayToTheNextPage() {
        Visit visit = visit(
                "?return_to=%2Foauth2%2Fauthorize%3Fclient_id%3Da%26state%3Db&ui_locales=ru%20en&login_hint=a%2Bb@c.test");

        assertThat(visit.link("/signup"))
                .isEqualTo("/signup?return_to=%2Foauth2%2Fauthorize%3Fclient_id%3Da%26state%3Db"
                        + "&ui_locales=ru+en&login_hint=a%2Bb%40c.test");
        assertThat(visit.returnTo()).isEqualTo(ReturnTo.of("/oauth2/authorize?client_id=a&state=b"));
        assertThat(visit.loginHint()).isEqualTo("a+b@c.test");
    }

    @Test
    void whatIsOfNoUseIsLeftOut() {
        Visit visit = visit(
                "?return_to=https://evil.test&ui_locales=%22%3E%3Cscript%3E&login_hint=a%0Ab&notice=nonsense&other=1");

        assertThat(visit.link("/signup")).isEqualTo("/signup");
        assertThat(visit.returnTo()).isEqualTo(ReturnTo.ACCOUNT);
        assertThat(visit.notice()).isEmpty();
    }

    @Test
    void newsAreToldOnce() {
        Visit visit = visit("?notice=password_reset&login_hint=a");

        assertThat(visit.notice()).contains(Notice.PASSWORD_RESET);
        assertThat(visit.link("/signup")).isEqualTo("/signup?login_hint=a");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, EN",
                "-, ru, RU",
                "-, 'fr, ru;q=0.5, en;q=0.4', RU",
                "ru, en, RU",
                "en, ru, EN",
                "fr ru-RU en, en, RU",
                "fr, ru, RU",
                "nonsense!, ru, RU",
                "-, '*', EN",
            })
    void languageIsThatOfTheCallerElseThatOfTheBrowser(String uiLocales, String acceptLanguage, MailLocale expected) {
        var request = HttpRequest.GET("/signin");
        if (acceptLanguage != null) {
            request.header("Accept-Language", acceptLanguage);
        }

        assertThat(Visit.of(request).withUiLocales(uiLocales).locale()).isEqualTo(expected);
    }

    @Test
    void pageInAnotherLanguageIsTheSamePage() {
        Visit visit = visit("?request=a%26b&ui_locales=en&login_hint=x");

        assertThat(visit.inOtherLanguages())
                .containsExactly(new Visit.InOtherLanguage("ru", "/signin?request=a%26b&ui_locales=ru&login_hint=x"));
        assertThat(visit.here()).isEqualTo("/signin?request=a%26b&ui_locales=en&login_hint=x");
    }

    private static Visit visit(String query) {
        return Visit.of(HttpRequest.GET("/signin" + query));
    }
}
