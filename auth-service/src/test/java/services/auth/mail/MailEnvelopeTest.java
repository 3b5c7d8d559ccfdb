package services.auth.mail;

import jakarta.mail.internet.AddressException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MailEnvelopeTest {

    @ParameterizedTest
    @CsvSource({
        "ada@example.org, ada@example.org",
        "Ada.Lovelace+news@example.org, Ada.Lovelace+news@example.org",
        "root@localhost, root@localhost",
        "ada@пример.рф, ada@xn--e1afmkfd.xn--p1ai",
        "ada@bücher.example, ada@xn--bcher-kva.example",
    })
    void addressIsWhatItSays(String written, String meant) throws AddressException {
        assertThat(MailEnvelope.recipient(written).getAddress()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "ada",
                "ada@",
                "@example.org",
                "ada@example.org, eve@example.org",
                "ada@example.org,eve@example.org",
                "eve@example.org <ada@example.org>",
                "<ada@example.org>",
                "group: ada@example.org;",
                "ada@example.org\r\nBcc: eve@example.org",
                "ada@example.org\r\n\r\nhello",
                "ada@exa\nmple.org",
                "ada\u0000@example.org",
                "ada lovelace@example.org",
                "ada@example.org\r\nRCPT TO:<eve@example.org>",
                "адa@example.org",
            })
    void whatIsNotExactlyOneAddressIsRefused(String text) {
        assertThatThrownBy(() -> MailEnvelope.recipient(text)).isInstanceOf(AddressException.class);
    }
}
