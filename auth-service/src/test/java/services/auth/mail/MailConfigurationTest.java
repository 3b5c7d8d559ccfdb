package services.auth.mail;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import services.auth.error.StartException;
import services.auth.mail.MailConfiguration.Tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MailConfigurationTest {

    private static final String FROM = "accounts@example.org";

    @ParameterizedTest
    @CsvSource({
        "smtp.example.org, 587, '', STARTTLS, accounts@example.org, /tmp, PT24H, FOLDER",
        "smtp.example.org, 0, '', STARTTLS, accounts@example.org, '', PT24H, PORT",
        "smtp.example.org, 70000, '', STARTTLS, accounts@example.org, '', PT24H, PORT",
        "smtp.example.org, 587, '', STARTTLS, '', '', PT24H, FROM",
        "smtp.example.org, 587, '', STARTTLS, nobody, '', PT24H, FROM",
        "smtp.example.org, 587, accounts, NONE, accounts@example.org, '', PT24H, TLS",
        "smtp.example.org, 587, '', STARTTLS, accounts@example.org, '', PT0S, GIVE_UP_AFTER",
        "smtp.example.org, 587, '', STARTTLS, accounts@example.org, '', P31D, GIVE_UP_AFTER",
    })
    void nonsenseIsOneLineThatNamesIt(
            String host,
            int port,
            String username,
            Tls tls,
            String from,
            String folder,
            Duration giveUpAfter,
            String named) {
        assertThatThrownBy(() -> new MailConfiguration(host, port, username, "secret", tls, from, folder, giveUpAfter))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("AUTH_SERVICE_MAIL_" + named)
                .message()
                .doesNotContain("\n", "secret");
    }

    @Test
    void senderMayHaveANameOfAnyAlphabet() {
        assertThat(configuration("Сервис <accounts@example.org>").sender())
                .hasToString("=?UTF-8?B?0KHQtdGA0LLQuNGB?= <accounts@example.org>");
        assertThat(configuration(FROM).sender()).hasToString(FROM);
    }

    @Test
    void textOfItTellsNoPassword() {
        assertThat(configuration(FROM).toString()).doesNotContain("secret");
    }

    private static MailConfiguration configuration(String from) {
        return new MailConfiguration(
                "smtp.example.org", 587, "accounts", "secret", Tls.STARTTLS, from, "", Duration.ofHours(24));
    }
}
