package services.auth.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.outbox.Deliverer;
import services.auth.schema.Schema;

import static java.util.stream.Collectors.toUnmodifiableMap;

/** Sends what is in the queue. No transaction is open while a mail is written and sent. */
@Context
@Requires(beans = MailTransport.class)
class MailDelivery {

    private static final int AT_ONCE = 4;
    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

    private final MailQueue queue;
    private final Map<String, MailWriter> writers;
    private final MailTransport transport;
    private final MailMeters meters;
    private final Deliverer<QueuedMail> deliverer;

    MailDelivery(
            MailQueue queue,
            List<MailWriter> writers,
            MailTransport transport,
            MailMeters meters,
            @SuppressWarnings("unused") Schema migrated) {
        this.queue = queue;
        this.writers = writers.stream().collect(toUnmodifiableMap(MailWriter::kind, Function.identity()));
        this.transport = transport;
        this.meters = meters;
        this.deliverer = new Deliverer<>(
                "Mails", queue.news(), AT_ONCE, () -> queue.claim(this.writers.keySet()), this::send, LOG);
    }

    @PostConstruct
    void start() {
        deliverer.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        deliverer.stop();
    }

    private void send(QueuedMail mail) {
        switch (attempt(mail)) {
            case MailTransport.Outcome.Sent ignored -> {
                queue.remove(mail);
                meters.sent(mail);
            }
            case MailTransport.Outcome.Failed failed -> {
                queue.retryLater(mail);
                meters.failed(mail, failed.reason());
            }
            case MailTransport.Outcome.Refused refused -> {
                queue.remove(mail);
                meters.gaveUp(mail, refused.reason());
            }
            case MailTransport.Outcome.Dropped ignored -> queue.remove(mail);
        }
    }

    private MailTransport.Outcome attempt(QueuedMail mail) {
        try {
            return writer(mail)
                    .write(mail)
                    .map(written -> transport.send(mail, written))
                    .orElseGet(MailTransport.Outcome.Dropped::new);
        } catch (RuntimeException failure) {
            // its message may name somebody
            LOG.debug("No attempt to send {}", mail, failure);
            return new MailTransport.Outcome.Failed(failure.getClass().getSimpleName());
        }
    }

    private MailWriter writer(QueuedMail mail) {
        return Optional.ofNullable(writers.get(mail.kind())).orElseThrow();
    }
}
