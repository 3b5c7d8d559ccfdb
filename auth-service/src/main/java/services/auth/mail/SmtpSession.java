package services.auth.mail;

import java.util.Properties;

import io.micronaut.email.javamail.sender.SessionProvider;
import jakarta.inject.Singleton;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;

/** How to reach the SMTP server. No step of a conversation with it may take forever. */
@Singleton
class SmtpSession implements SessionProvider {

    private static final String CONNECT_MILLIS = "5000";
    private static final String ANSWER_MILLIS = "10000";

    private final Session session;

    SmtpSession(MailConfiguration configuration) {
        this.session = Session.getInstance(properties(configuration), authenticator(configuration));
    }

    @Override
    public Session session() {
        return session;
    }

    private static Properties properties(MailConfiguration configuration) {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", configuration.host());
        properties.setProperty("mail.smtp.port", Integer.toString(configuration.port()));
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(!configuration.username().isEmpty()));
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.setProperty("mail.smtp.timeout", ANSWER_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", ANSWER_MILLIS);
        // the mail is accepted by then: a lost farewell must not make it sent twice
        properties.setProperty("mail.smtp.quitwait", "false");
        // the right side of message ids, which would else tell this machine's name
        properties.setProperty("mail.from", configuration.sender().getAddress());
        switch (configuration.tls()) {
            case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case IMPLICIT -> properties.setProperty("mail.smtp.ssl.enable", "true");
        }
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }

    private static Authenticator authenticator(MailConfiguration configuration) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(configuration.username(), configuration.password());
            }
        };
    }
}
