package services.auth.mail;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import com.samskivert.mustache.MustacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MailsTest {

    private static final Map<String, ?> VALUES = Map.of(
            "username",
            "ada",
            "code",
            "123456",
            "minutes",
            10,
            "time",
            Instant.parse("2030-01-02T03:04:05Z"),
            "address",
            "192.0.2.7");

    private final Mails mails = new Mails("https://auth.example.org");

    static Stream<Arguments> everyTemplateInEveryLanguage() {
        return Stream.of(MailTemplate.values())
                .flatMap(template -> Stream.of(MailLocale.values()).map(locale -> Arguments.of(template, locale)));
    }

    @ParameterizedTest
    @MethodSource("everyTemplateInEveryLanguage")
    void everyPlaceholderIsFilledIn(MailTemplate template, MailLocale locale) {
        Mail mail = mails.render(template, locale, VALUES);

        for (String written : new String[] {mail.subject(), mail.text(), mail.html()}) {
            assertThat(written).isNotBlank().doesNotContain("{{", "}}", "null");
        }
        assertThat(mail.text()).contains("https://auth.example.org").doesNotContain("<", mail.subject());
        assertThat(mail.html())
                .startsWith("<!DOCTYPE html>")
                .contains("<html lang=\"" + locale.language() + "\">", "<title>" + mail.subject() + "</title>");
    }

    @ParameterizedTest
    @MethodSource("everyTemplateInEveryLanguage")
    void bothFormsSayTheSame(MailTemplate template, MailLocale locale) {
        Mail mail = mails.render(template, locale, VALUES);

        String textOfHtml = mail.html().replaceAll("(?s)<head>.*</head>", "").replaceAll("<[^>]*>", " ");
        assertThat(words(textOfHtml).replace(words(mail.subject()) + " ", ""))
                .isEqualTo(words(mail.text()).replace(" -- ", " "));
    }

    @ParameterizedTest
    @MethodSource("everyTemplateInEveryLanguage")
    void languageIsTheOneAskedFor(MailTemplate template, MailLocale locale) {
        Mail mail = mails.render(template, locale, VALUES);

        boolean isCyrillic = mail.subject().codePoints().anyMatch(MailsTest::isCyrillic);
        assertThat(isCyrillic).isEqualTo(locale == MailLocale.RU);
        assertThat(mail.text().codePoints().anyMatch(MailsTest::isCyrillic)).isEqualTo(isCyrillic);
    }

    @Test
    void valuesAreEscapedInHtmlAndStayAsTheyAreInText() {
        Mail mail = mails.render(
                MailTemplate.EMAIL_CONFIRMATION,
                MailLocale.EN,
                Map.of("username", "<b>\"O'Neill\" & {{code}}</b>", "code", "123456", "minutes", 10));

        assertThat(mail.text()).contains("Hello <b>\"O'Neill\" & {{code}}</b>,");
        assertThat(mail.html())
                .contains("&lt;b&gt;&quot;O&#39;Neill&quot; &amp; {{code}}&lt;/b&gt;")
                .doesNotContain("<b>");
    }

    @Test
    void valueIsOneLineWhateverItHolds() {
        Mail mail = mails.render(
                MailTemplate.EMAIL_CONFIRMATION,
                MailLocale.EN,
                Map.of("username", "ada\r\nBcc: eve@example.org\u0000", "code", "1", "minutes", 10));

        assertThat(mail.text()).contains("Hello ada Bcc: eve@example.org ,");
    }

    @Test
    void valueThatIsMissingIsNoMail() {
        assertThatThrownBy(() -> mails.render(MailTemplate.PASSWORD_RESET, MailLocale.EN, Map.of("minutes", 10)))
                .isInstanceOf(MustacheException.class);
    }

    @Test
    void timeIsWrittenAsPeopleOfThatLanguageDo() {
        assertThat(mails.render(MailTemplate.PASSWORD_CHANGED, MailLocale.EN, VALUES)
                        .text())
                .contains("2 January 2030, 03:04 UTC");
        assertThat(mails.render(MailTemplate.PASSWORD_CHANGED, MailLocale.RU, VALUES)
                        .text())
                .contains("2 января 2030, 03:04 UTC");
    }

    @Test
    void mailWithALineBreakInItsSubjectIsNoMail() {
        assertThatThrownBy(() -> new Mail("one\r\nBcc: eve@example.org", "text", "html"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textOfAMailTellsNoCode() {
        assertThat(mails.render(MailTemplate.PASSWORD_RESET, MailLocale.EN, VALUES)
                        .toString())
                .doesNotContain("123456");
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static boolean isCyrillic(int letter) {
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.CYRILLIC;
    }
}
