package services.auth.page;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import services.auth.mail.MailLocale;

import static org.assertj.core.api.Assertions.assertThat;

class TextsTest {

    private final Texts texts = new Texts();

    @Test
    void everyTextIsThereInEachLanguageWithTheSamePlaces() {
        assertThat(texts.keys(MailLocale.RU))
                .isEqualTo(texts.keys(MailLocale.EN))
                .hasSizeGreaterThan(100);
        assertThat(texts.keys(MailLocale.EN))
                .allSatisfy(
                        key -> assertThat(places(MailLocale.RU, key)).as(key).isEqualTo(places(MailLocale.EN, key)));
    }

    @Test
    void russianIsNotEnglish() {
        assertThat(texts.keys(MailLocale.RU))
                .allSatisfy(key -> assertThat(text(MailLocale.RU, key)).as(key).containsPattern("[А-Яа-яЁё]"));
        assertThat(texts.keys(MailLocale.EN))
                .allSatisfy(key -> assertThat(text(MailLocale.EN, key)).as(key).doesNotContainPattern("[А-Яа-яЁё]"));
    }

    @Test
    void valueThatLooksLikeAPlaceIsNone() {
        assertThat(texts.text(MailLocale.EN, Message.of("sign_out.text.client", "{1} $1 \\", "App")))
                .isEqualTo("You are signed in as {1} $1 \\. App asks to sign you out here, too.");
    }

    private List<String> places(MailLocale locale, String key) {
        return Pattern.compile("\\{\\d}")
                .matcher(text(locale, key))
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    private String text(MailLocale locale, String key) {
        return texts.text(locale, Message.of(key, "{0}", "{1}"));
    }
}
