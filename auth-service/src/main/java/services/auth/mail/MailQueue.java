package services.auth.mail;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.cleanup.DeadRows;
import services.auth.error.Outage;
import services.auth.outbox.News;

/**
 * The mails that are to be sent, in PostgreSQL, where they survive restarts and all instances share them. Each is there as what it is
 * about; what it says is written when it is sent.
 */
@Singleton
public class MailQueue implements DeadRows {

    private static final Logger LOG = LoggerFactory.getLogger(MailQueue.class);

    /** Longer than the longest attempt. Whoever takes longer is taken for dead, and another instance tries again. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final News news = new News();

    private final QueuedMailRepository repository;
    private final MailMeters meters;
    private final MailConfiguration configuration;
    private final RetryConfiguration retry;
    private final TransactionOperations<?> transactions;
    private final RandomGenerator random;
    private final Clock clock;

    MailQueue(
            QueuedMailRepository repository,
            MailMeters meters,
            MailConfiguration configuration,
            RetryConfiguration retry,
            TransactionOperations<?> transactions,
            SecureRandom random,
            Clock clock) {
        this.repository = repository;
        this.meters = meters;
        this.configuration = configuration;
        this.retry = retry;
        this.transactions = transactions;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Asks for a mail, to be called in the transaction of whatever it is about: it is sent after the commit, and not if there is
     * none. That costs one INSERT, and the same for an address without an account; whether there is one is the writer's
     * question.
     *
     * @param kind of the {@link MailWriter} that will write it
     * @param recipient one address
     * @param parameters what the writer has to know: nothing secret, as they rest in clear
     */
    public void add(String kind, String recipient, MailLocale locale, Map<String, String> parameters) {
        // PostgreSQL would round what is finer, perhaps into the future
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        repository.save(new QueuedMail(
                UUID.randomUUID(),
                kind,
                recipient,
                locale.language(),
                Map.copyOf(parameters),
                0,
                now,
                now.plus(configuration.giveUpAfter()),
                null,
                null));
        news.tellAfterCommit(transactions);
    }

    /** For whoever sends them. */
    News news() {
        return news;
    }

    /**
     * Takes out a mail that is due, to be sent by the caller and for a while by nobody else.
     *
     * @param kinds which can be written here; an instance of the next version may have added others
     */
    Optional<QueuedMail> claim(Collection<String> kinds) {
        Instant now = clock.instant();
        return kinds.isEmpty()
                ? Optional.empty()
                : repository.claim(kinds, now.plus(CLAIM), now).stream().findFirst();
    }

    void remove(QueuedMail mail) {
        repository.deleteById(mail.id());
    }

    void retryLater(QueuedMail mail) {
        Instant now = clock.instant();
        repository.postpone(mail.id(), mail.attempts(), now.plus(retry.delayAfter(mail.attempts(), random)), now);
    }

    @Scheduled(fixedDelay = "10s")
    void countWaiting() {
        try {
            meters.waiting(repository.count());
        } catch (RuntimeException failure) {
            LOG.debug("Mails cannot be counted now: {}", Outage.describe(failure));
        }
    }

    @Override
    public String table() {
        return "outgoing_mails";
    }

    @Override
    public long count(Instant now) {
        return repository.countExpired(now);
    }

    /** Gives up what could not be sent in time. */
    @Override
    public int deleteBatch(Instant now, int limit) {
        List<QueuedMail> expired = repository.deleteExpired(now, limit);
        expired.forEach(mail -> meters.gaveUp(mail, "it could not be sent in time"));
        return expired.size();
    }
}
