package services.auth.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.micronaut.transaction.TransactionOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;

/** Times on their way to PostgreSQL, behind the requests: of each id the latest, written in batches. */
public final class LatestTimes {

    private static final Logger LOG = LoggerFactory.getLogger(LatestTimes.class);

    /** While PostgreSQL is away no more are kept. */
    private static final int MAX_WAITING = 100_000;

    private static final int BATCH = 200;

    private final Map<UUID, Instant> waiting = new ConcurrentHashMap<>();
    private final String what;
    private final Write write;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    /** Writes one of them, unless a later one stands there already. */
    public interface Write {
        int write(UUID id, Instant time, Instant now);
    }

    /** @param what they are, for the log */
    public LatestTimes(String what, Write write, TransactionOperations<?> transactions, Clock clock) {
        this.what = what;
        this.write = write;
        this.transactions = transactions;
        this.clock = clock;
    }

    public void put(UUID id, Instant time) {
        if (waiting.size() < MAX_WAITING) {
            waiting.merge(id, time, (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    /** Writes what waits, or leaves it waiting while PostgreSQL is away. */
    public void flush() {
        try {
            while (!waiting.isEmpty()) {
                flushBatch();
            }
        } catch (RuntimeException failure) {
            LOG.warn("{} {} wait for PostgreSQL: {}", waiting.size(), what, Outage.describe(failure));
        }
    }

    private void flushBatch() {
        Map<UUID, Instant> batch = new TreeMap<>();
        waiting.entrySet().stream().limit(BATCH).forEach(entry -> batch.put(entry.getKey(), entry.getValue()));
        Instant now = clock.instant();
        // in the order of their ids, so that two instances cannot lock each other out
        transactions.executeWrite(ignored -> {
            batch.forEach((id, time) -> write.write(id, time, now));
            return batch.size();
        });
        batch.forEach(waiting::remove);
    }
}
