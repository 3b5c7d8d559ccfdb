package services.auth.mail;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.micronaut.data.annotation.DateCreated;
import io.micronaut.data.annotation.DateUpdated;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import org.jspecify.annotations.Nullable;
import services.auth.outbox.Outgoing;

/**
 * A mail that is to be written and sent.
 *
 * @param kind whose {@link MailWriter} writes it
 * @param language the locale's
 * @param parameters what the writer has to know; nothing secret
 * @param attempts how often it was taken out to be sent
 * @param nextAttemptAt when it is taken out next; while it is being sent, when whoever does that is taken for dead
 * @param expiresAt when it is given up
 */
@MappedEntity("outgoing_mails")
public record QueuedMail(
        @Id UUID id,
        String kind,
        String recipient,
        String language,
        @TypeDef(type = DataType.JSON) Map<String, String> parameters,
        int attempts,
        Instant nextAttemptAt,
        Instant expiresAt,
        @DateCreated @Nullable Instant createdAt,
        @DateUpdated @Nullable Instant updatedAt)
        implements Outgoing {

    public MailLocale locale() {
        return MailLocale.of(language);
    }

    /** What may be logged of it. */
    @Override
    public String toString() {
        return "mail " + id + " of kind " + kind;
    }
}
