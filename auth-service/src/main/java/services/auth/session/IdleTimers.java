package services.auth.session;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;

/** Copies idle timers to PostgreSQL, behind the requests: the last value of each session, once a second. */
@Singleton
class IdleTimers {

    private final LatestTimes latest;

    IdleTimers(SessionRepository repository, TransactionOperations<?> transactions, Clock clock) {
        this.latest = new LatestTimes("idle timers", repository::postponeIdle, transactions, clock);
    }

    void persist(UUID sessionId, Instant idleUntil) {
        latest.put(sessionId, idleUntil);
    }

    @Scheduled(fixedDelay = "1s")
    void flush() {
        latest.flush();
    }
}
