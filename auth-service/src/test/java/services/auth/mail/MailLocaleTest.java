package services.auth.mail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MailLocaleTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", delimiter = '|', textBlock = """
            none                        | EN
            ''                          | EN
            ru                          | RU
            ru-RU                       | RU
            RU                          | RU
            en-GB,en;q=0.9              | EN
            ru,en;q=0.5                 | RU
            ru;q=0.3,en;q=0.9           | EN
            de,fr;q=0.9                 | EN
            de,ru;q=0.1                 | RU
            *                           | EN
            uk-UA,uk;q=0.9,ru;q=0.8,en;q=0.7 | RU
            ru;q=0                      | EN
            nonsense;;;q==              | EN
            ru;q=7                      | EN
            """)
    void bestSupportedLanguageOfTheHeaderElseEnglish(String acceptLanguage, MailLocale expected) {
        assertThat(MailLocale.choose(null, acceptLanguage)).isEqualTo(expected);
    }

    @Test
    void accountsOwnLanguageComesFirst() {
        assertThat(MailLocale.choose("ru", "en")).isEqualTo(MailLocale.RU);
        assertThat(MailLocale.choose("en-US", "ru")).isEqualTo(MailLocale.EN);
        assertThat(MailLocale.choose("ja", "ru")).isEqualTo(MailLocale.RU);
        assertThat(MailLocale.choose("", "ru")).isEqualTo(MailLocale.RU);
    }

    @Test
    void headerOfUnreasonableLengthIsNotRead() {
        assertThat(MailLocale.choose(null, "ru," + "x-a,".repeat(1000) + "ru")).isEqualTo(MailLocale.EN);
    }
}
