package services.auth.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;

/** Copies idle timers to PostgreSQL, behind the requests: the last value of each session, once a second. */
@Singleton
class IdleTimers {

    private static final Logger LOG = LoggerFactory.getLogger(IdleTimers.class);

    /** While PostgreSQL is away no more are kept; Redis has them. */
    private static final int MAX_WAITING = 100_000;

    private static final int BATCH = 200;

    private final Map<UUID, Instant> waiting = new ConcurrentHashMap<>();
    private final SessionRepository repository;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    IdleTimers(SessionRepository repository, TransactionOperations<?> transactions, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    void persist(UUID sessionId, Instant idleUntil) {
        if (waiting.size() < MAX_WAITING) {
            waiting.merge(sessionId, idleUntil, (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    @Scheduled(fixedDelay = "1s")
    void flush() {
        try {
            while (!waiting.isEmpty()) {
                flushBatch();
            }
        } catch (RuntimeException failure) {
            LOG.warn("{} idle timers wait for PostgreSQL: {}", waiting.size(), Outage.describe(failure));
        }
    }

    private void flushBatch() {
        Map<UUID, Instant> batch = new TreeMap<>();
        waiting.entrySet().stream().limit(BATCH).forEach(entry -> batch.put(entry.getKey(), entry.getValue()));
        Instant now = clock.instant();
        // in the order of their ids, so that two instances cannot lock each other out
        transactions.executeWrite(ignored -> {
            batch.forEach((id, idleUntil) -> repository.postponeIdle(id, idleUntil, now));
            return batch.size();
        });
        batch.forEach(waiting::remove);
    }
}
