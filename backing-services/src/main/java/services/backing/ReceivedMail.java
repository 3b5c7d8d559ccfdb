package services.backing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/**
 * A mail as its recipient reads it.
 *
 * @param recipient to whom the server was told to deliver it, whatever the mail says
 * @param text the plain part, empty if there is none
 * @param html the HTML part, empty if there is none
 * @param headers each as it was sent, by name in any case; of several of one name the last
 */
public record ReceivedMail(String recipient, String subject, String text, String html, Map<String, String> headers) {

    /** Reads a file of the format {@code .eml} (RFC 5322). */
    public static ReceivedMail read(InputStream eml) {
        try {
            MimeMessage message = new MimeMessage((Session) null, eml);
            return of(message.getHeader("To", ","), message);
        } catch (MessagingException e) {
            throw new BackingServiceFailure("a mail cannot be read: " + e.getMessage(), e);
        }
    }

    static ReceivedMail of(String recipient, MimeMessage message) {
        try {
            Map<String, String> parts = new LinkedHashMap<>();
            collect(message, parts);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (Header header : Collections.list(message.getAllHeaders())) {
                headers.put(header.getName(), header.getValue());
            }
            return new ReceivedMail(
                    recipient,
                    message.getSubject(),
                    parts.getOrDefault("text/plain", ""),
                    parts.getOrDefault("text/html", ""),
                    headers);
        } catch (MessagingException | IOException e) {
            throw new BackingServiceFailure("a mail cannot be read: " + e.getMessage(), e);
        }
    }

    private static void collect(Part part, Map<String, String> parts) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                collect(multipart.getBodyPart(i), parts);
            }
            return;
        }
        for (String type : List.of("text/plain", "text/html")) {
            if (part.isMimeType(type)) {
                parts.put(type, String.valueOf(part.getContent()));
            }
        }
    }
}
