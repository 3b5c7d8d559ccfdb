package services.auth.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import services.auth.error.UnavailableException;

/**
 * Lets PostgreSQL be asked what Redis cannot tell, so many at once as the bulkhead lets in: when all of Redis is lost at full
 * load, PostgreSQL must go on serving logins, and whoever waits too long hears that it cannot be told now.
 */
@Singleton
public class PostgresFallback {

    private static final String TOO_MANY = "Too many ask PostgreSQL what Redis cannot tell";

    private final Bulkhead bulkhead;
    private final Semaphore queue;
    private final ExecutorService blocking;

    PostgresFallback(
            Bulkhead postgresFallbackBulkhead,
            @Value("${auth-service.database.queue-size}") int queueSize,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.bulkhead = postgresFallbackBulkhead;
        this.queue = new Semaphore(queueSize);
        this.blocking = blocking;
    }

    /** Asks on a thread that may block; fails when PostgreSQL does, or when too many ask. */
    public CompletionStage<Liveness> ask(Supplier<Liveness> question) {
        if (!queue.tryAcquire()) {
            return CompletableFuture.failedFuture(new UnavailableException(TOO_MANY));
        }
        return CompletableFuture.supplyAsync(() -> askInTurn(question), blocking)
                .whenComplete((ignored, alsoIgnored) -> queue.release());
    }

    private Liveness askInTurn(Supplier<Liveness> question) {
        try {
            return bulkhead.executeSupplier(question);
        } catch (BulkheadFullException full) {
            throw new UnavailableException(TOO_MANY, full);
        }
    }
}
