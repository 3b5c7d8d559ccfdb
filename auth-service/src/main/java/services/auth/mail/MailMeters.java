package services.auth.mail;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.slf4j.LoggerFactory;
import services.auth.outbox.OutboxMeters;

/**
 * What became of mails, in the log and as metrics: {@code auth.mail.waiting}, and by kind {@code auth.mail.sent}, {@code
 * auth.mail.failed} (attempts) and {@code auth.mail.given.up}. Nobody's address and nothing that a mail says is in it.
 */
@Singleton
class MailMeters extends OutboxMeters {

    MailMeters(MeterRegistry meters) {
        super(meters, "auth.mail", LoggerFactory.getLogger(MailMeters.class));
    }
}
