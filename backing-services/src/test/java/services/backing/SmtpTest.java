package services.backing;

import java.util.Properties;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SmtpTest {

    @Test
    void mailsAreKeptWithTheirRecipientAndText() throws MessagingException {
        try (Smtp smtp = new Smtp()) {
            send(smtp, "ada@example.org", "Zahlen für Ada");
            send(smtp, "grace@example.org", "Wörter");

            assertThat(smtp.received()).hasSize(2);
            assertThat(smtp.receivedBy("ada@example.org")).singleElement().satisfies(mail -> {
                assertThat(mail.subject()).isEqualTo("Zahlen für Ada");
                assertThat(mail.text()).isEqualToIgnoringNewLines("Grüße");
                assertThat(mail.headers()).containsEntry("to", "ada@example.org");
            });
        }
    }

    @Test
    void killedServerAnswersNobodyAndStartedAgainHasItsPortAndItsMails() throws MessagingException {
        try (Smtp smtp = new Smtp()) {
            send(smtp, "ada@example.org", "before");

            smtp.kill();
            assertThatThrownBy(() -> send(smtp, "ada@example.org", "meanwhile")).isInstanceOf(MessagingException.class);
            smtp.start();
            send(smtp, "ada@example.org", "after");

            assertThat(smtp.received()).extracting(ReceivedMail::subject).containsExactly("before", "after");
        }
    }

    private static void send(Smtp smtp, String recipient, String subject) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", smtp.host());
        properties.setProperty("mail.smtp.port", Integer.toString(smtp.port()));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("sender@example.org");
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        message.setSubject(subject, "UTF-8");
        message.setText("Grüße", "UTF-8");
        Transport.send(message);
    }
}
