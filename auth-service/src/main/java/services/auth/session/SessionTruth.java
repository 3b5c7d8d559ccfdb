package services.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import services.auth.error.UnavailableException;
import services.auth.token.RevocationList;

/**
 * Asks PostgreSQL what Redis cannot tell. So many at once as the bulkhead lets in: when all of Redis is lost at full load,
 * PostgreSQL must go on serving logins, and whoever waits too long hears that it cannot be told now.
 */
@Singleton
class SessionTruth {

    private final SessionRepository repository;
    private final RevocationList revocationList;
    private final Bulkhead bulkhead;
    private final ExecutorService blocking;

    SessionTruth(
            SessionRepository repository,
            RevocationList revocationList,
            Bulkhead sessionTruthBulkhead,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.repository = repository;
        this.revocationList = revocationList;
        this.bulkhead = sessionTruthBulkhead;
        this.blocking = blocking;
    }

    /** @param lag by which share of the idle timeout the copy of the idle timer may lag; 0 when it does not */
    CompletionStage<Liveness> ask(LiveSessions.Question question, int lag) {
        return bounded(() -> find(question, lag));
    }

    /** Uses up a token that is good for one use. PostgreSQL alone says who was first: Redis may forget. */
    CompletionStage<Liveness> spend(LiveSessions.Question question, Instant tokenExpiresAt) {
        return bounded(() -> {
            Liveness liveness = find(question, 0);
            return liveness instanceof Liveness.Live
                            && !revocationList.spend(question.tokenId(), question.userId(), tokenExpiresAt)
                    ? new Liveness.Dead("it was used")
                    : liveness;
        });
    }

    private CompletionStage<Liveness> bounded(Supplier<Liveness> asking) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return bulkhead.executeSupplier(asking);
                    } catch (BulkheadFullException full) {
                        throw new UnavailableException("Too many ask PostgreSQL about tokens", full);
                    }
                },
                blocking);
    }

    private Liveness find(LiveSessions.Question question, int lag) {
        return repository
                .findUnended(
                        question.sessionId(),
                        question.userId(),
                        question.tokenId(),
                        question.generation(),
                        question.now())
                .map(SessionRow::toLiveSession)
                .<Liveness>map(session -> judge(session, question.now(), lag))
                .orElseGet(() -> new Liveness.Dead("its session is over"));
    }

    private static Liveness judge(LiveSession session, Instant now, int lag) {
        Duration grace = lag == 0 ? Duration.ZERO : session.idleTimeout().dividedBy(lag);
        return now.isBefore(session.idleUntil().plus(grace))
                ? new Liveness.Live(session.withIdleUntil(session.renewedUntil(now)))
                : new Liveness.Dead("nobody used it for too long");
    }
}
