package services.auth.mail;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

/**
 * Writes what the parameters say: {@code subject}; {@code failures}, how often it cannot at first; {@code silent}, that there is
 * nothing to say.
 */
@Singleton
final class TestMailWriter implements MailWriter {

    static final String KIND = "test";

    private final Map<UUID, AtomicInteger> asked = new ConcurrentHashMap<>();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Mail> write(QueuedMail mail) {
        Map<String, String> parameters = mail.parameters();
        int times =
                asked.computeIfAbsent(mail.id(), ignored -> new AtomicInteger()).incrementAndGet();
        if (times <= Integer.parseInt(parameters.getOrDefault("failures", "0"))) {
            throw new IllegalStateException("Redis is away, says " + mail.recipient());
        }
        if (parameters.containsKey("silent")) {
            return Optional.empty();
        }
        String subject = parameters.getOrDefault("subject", "no subject");
        return Optional.of(new Mail(subject, "text of " + subject, "<p>HTML of " + subject + "</p>"));
    }

    /** How often it was asked for any mail. */
    int asked() {
        return asked.values().stream().mapToInt(AtomicInteger::get).sum();
    }
}
