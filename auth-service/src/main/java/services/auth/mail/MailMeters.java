package services.auth.mail;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of mails, in the log and as metrics: {@code auth.mail.waiting}, and by kind {@code auth.mail.sent}, {@code
 * auth.mail.failed} (attempts) and {@code auth.mail.given.up}. Nobody's address and nothing that a mail says is in it.
 */
@Singleton
class MailMeters {

    private static final Logger LOG = LoggerFactory.getLogger(MailMeters.class);

    private final MeterRegistry meters;
    private final AtomicLong waiting;

    MailMeters(MeterRegistry meters) {
        this.meters = meters;
        this.waiting = Objects.requireNonNull(meters.gauge("auth.mail.waiting", new AtomicLong()));
    }

    void sent(QueuedMail mail) {
        LOG.info("Sent {}", mail);
        count("sent", mail);
    }

    void failed(QueuedMail mail, String reason) {
        LOG.info("Not sent yet, {} after {} attempts: {}", mail, mail.attempts(), reason);
        count("failed", mail);
    }

    void gaveUp(QueuedMail mail, String reason) {
        LOG.warn("Gave up {} after {} attempts: {}", mail, mail.attempts(), reason);
        count("given.up", mail);
    }

    void waiting(long mails) {
        waiting.set(mails);
    }

    private void count(String what, QueuedMail mail) {
        meters.counter("auth.mail." + what, "kind", mail.kind()).increment();
    }
}
