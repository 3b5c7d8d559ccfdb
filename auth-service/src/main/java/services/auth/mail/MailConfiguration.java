package services.auth.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import services.auth.error.StartException;

/**
 * @param host the SMTP server, or empty
 * @param username empty if the server asks for none
 * @param from as whom mails are sent, an address or {@code Name <address>}
 * @param folder where mails become files instead, or empty
 * @param giveUpAfter how long a mail is tried
 */
@Context
@ConfigurationProperties("auth-service.mail")
record MailConfiguration(
        String host,
        int port,
        String username,
        String password,
        Tls tls,
        String from,
        String folder,
        Duration giveUpAfter) {

    private static final int MAX_PORT = 65_535;
    private static final String NOBODY = "no-reply@localhost";

    /** How the connection to the SMTP server is encrypted. */
    enum Tls {
        NONE,
        STARTTLS,
        IMPLICIT
    }

    MailConfiguration {
        require(
                host.isEmpty() || folder.isEmpty(),
                "AUTH_SERVICE_MAIL_HOST and AUTH_SERVICE_MAIL_FOLDER are both set: choose one");
        require(port > 0 && port <= MAX_PORT, "AUTH_SERVICE_MAIL_PORT must be from 1 to 65535, for example 587");
        require(
                host.isEmpty() || !from.isEmpty(),
                "AUTH_SERVICE_MAIL_HOST asks for AUTH_SERVICE_MAIL_FROM, for example Example <accounts@example.com>");
        require(
                username.isEmpty() || tls != Tls.NONE,
                "AUTH_SERVICE_MAIL_USERNAME asks for AUTH_SERVICE_MAIL_TLS, starttls or implicit:"
                        + " no password travels in clear");
        require(
                giveUpAfter.compareTo(Duration.ofSeconds(1)) >= 0 && giveUpAfter.compareTo(Duration.ofDays(30)) <= 0,
                "AUTH_SERVICE_MAIL_GIVE_UP_AFTER must be from 1s to 30d, for example 24h");
        sender(from);
    }

    InternetAddress sender() {
        return sender(from);
    }

    private static InternetAddress sender(String from) {
        try {
            InternetAddress sender = new InternetAddress(from.isEmpty() ? NOBODY : from, true);
            // encodes a name that is not ASCII
            sender.setPersonal(sender.getPersonal(), StandardCharsets.UTF_8.name());
            return sender;
        } catch (AddressException | UnsupportedEncodingException malformed) {
            throw new StartException("AUTH_SERVICE_MAIL_FROM must look like accounts@example.com or"
                    + " Example <accounts@example.com>");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new StartException(message);
        }
    }

    @Override
    public String toString() {
        return "MailConfiguration[" + host + folder + "]";
    }
}
