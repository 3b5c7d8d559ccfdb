package services.auth.mail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;
import services.auth.schema.Schema;

import static java.util.stream.Collectors.toUnmodifiableMap;

/**
 * Sends what is in the queue, on threads of its own: as soon as it is there, a few at once. No transaction is open
 * while a mail is written and sent.
 */
@Context
@Requires(beans = MailTransport.class)
class MailDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);
    private static final int AT_ONCE = 4;
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mail-", 0).factory());
    private final Thread dispatcher = Thread.ofVirtual().name("mail").unstarted(this::dispatch);
    private volatile boolean isStopping;
    private boolean isReadable = true;

    private final MailQueue queue;
    private final Map<String, MailWriter> writers;
    private final MailTransport transport;
    private final MailMeters meters;

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
    }

    @PostConstruct
    void start() {
        dispatcher.start();
    }

    /** Lets what is being sent come to its end, for a while. */
    @PreDestroy
    void stop() throws InterruptedException {
        isStopping = true;
        queue.wake();
        dispatcher.join(GRACE);
        senders.shutdown();
        if (!senders.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            senders.shutdownNow();
        }
    }

    private void dispatch() {
        while (!isStopping) {
            try {
                queue.awaitNews(POLL_INTERVAL);
                sendWhatIsDue();
                isReadable = true;
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                if (isReadable) {
                    LOG.warn("Mails wait, for their queue cannot be read: {}", Outage.describe(failure));
                }
                isReadable = false;
            }
        }
    }

    /** Takes out one mail after the other, each when somebody is free to send it at once. */
    private void sendWhatIsDue() throws InterruptedException {
        boolean more = true;
        while (more && !isStopping) {
            if (free.tryAcquire(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                more = sendNext();
            }
        }
    }

    /** Whether there was one. */
    private boolean sendNext() {
        boolean sending = false;
        try {
            Optional<QueuedMail> claimed = queue.claim(writers.keySet());
            claimed.ifPresent(mail -> senders.execute(() -> sendAndBeFree(mail)));
            sending = claimed.isPresent();
            return sending;
        } finally {
            if (!sending) {
                free.release();
            }
        }
    }

    private void sendAndBeFree(QueuedMail mail) {
        try {
            send(mail);
        } catch (RuntimeException failure) {
            // PostgreSQL is away: when the claim ends, the mail is tried again
            LOG.warn("What became of {} cannot be recorded: {}", mail, Outage.describe(failure));
        } finally {
            free.release();
        }
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
