package services.auth.oauth2.backchannellogout;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import services.auth.session.EndedSession;

/** The clients that are to be told of logins that are over, in PostgreSQL, where they survive restarts and all instances share them. */
@Singleton
class LogoutQueue implements DeadRows {

    private static final Logger LOG = LoggerFactory.getLogger(LogoutQueue.class);

    /** Longer than the longest attempt. Whoever takes longer is taken for dead, and another instance tries again. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final News news = new News();

    private final QueuedLogoutRepository repository;
    private final LogoutMeters meters;
    private final BackChannelLogoutConfiguration configuration;
    private final TransactionOperations<?> transactions;
    private final RandomGenerator random;
    private final Clock clock;

    LogoutQueue(
            QueuedLogoutRepository repository,
            LogoutMeters meters,
            BackChannelLogoutConfiguration configuration,
            TransactionOperations<?> transactions,
            SecureRandom random,
            Clock clock) {
        this.repository = repository;
        this.meters = meters;
        this.configuration = configuration;
        this.transactions = transactions;
        this.random = random;
        this.clock = clock;
    }

    /** To be called in the transaction in which the login ends: its client is told after the commit, and not if there is none. */
    void add(EndedSession session) {
        // PostgreSQL would round what is finer, perhaps into the future
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        repository.save(new QueuedLogout(
                UUID.randomUUID(),
                session.clientId(),
                session.userId(),
                session.id(),
                0,
                now,
                now.plus(configuration.giveUpAfter()),
                null,
                null));
        news.tellAfterCommit(transactions);
    }

    News news() {
        return news;
    }

    /**
     * Takes out one that is due, to be sent by the caller and for a while by nobody else.
     *
     * @param busy clients that get none
     */
    Optional<QueuedLogout> claim(Set<String> busy) {
        Instant now = clock.instant();
        return repository.claim(now.plus(CLAIM), now, String.join(" ", busy)).stream()
                .findFirst();
    }

    void remove(QueuedLogout logout) {
        repository.deleteById(logout.id());
    }

    void retryLater(QueuedLogout logout) {
        Instant now = clock.instant();
        Duration delay = configuration.retry().delayAfter(logout.attempts(), random);
        repository.postpone(logout.id(), logout.attempts(), now.plus(delay), now);
    }

    @Scheduled(fixedDelay = "10s")
    void countWaiting() {
        try {
            meters.waiting(repository.count());
        } catch (RuntimeException failure) {
            LOG.debug("Logout tokens cannot be counted now: {}", Outage.describe(failure));
        }
    }

    @Override
    public String table() {
        return "outgoing_logouts";
    }

    @Override
    public long count(Instant now) {
        return repository.countExpired(now);
    }

    /** Gives up what could not be sent in time. */
    @Override
    public int deleteBatch(Instant now, int limit) {
        List<QueuedLogout> expired = repository.deleteExpired(now, limit);
        expired.forEach(logout -> meters.gaveUp(logout, "it could not be sent in time"));
        return expired.size();
    }
}
