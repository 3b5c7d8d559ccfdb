package services.auth.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.cleanup.DeadRows;
import services.auth.error.Outage;
import services.auth.error.UnavailableException;

/**
 * What was revoked before its time. PostgreSQL is told first, in the transaction of whatever revokes; Redis is told after
 * the commit. Only when both know may the revocation be answered with success: another instance may see nothing but Redis.
 */
@Singleton
public class RevocationList implements DeadRows {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationList.class);

    /** Entries outlive what they kill by this, so that a verifier whose clock is behind finds them still. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private static final int PUBLISHED_AT_ONCE = 500;

    private final RevocationRepository repository;
    private final RevocationStore store;
    private final Clock clock;

    RevocationList(RevocationRepository repository, RevocationStore store, Clock clock) {
        this.repository = repository;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Records a revocation, to be called in the transaction that revokes; {@link #publish} must follow its commit.
     *
     * @param id a {@code sid} or a {@code jti}
     * @param expiresAt when the session or token would die by itself
     */
    public Revocation record(UUID id, UUID subject, Instant expiresAt) {
        return repository.save(Revocation.of(id, subject, expiresAt.plus(CLOCK_SKEW)));
    }

    /**
     * Uses up a token that is good for one use.
     *
     * @param id the {@code jti}
     * @return whether this was the use; of many at once, exactly one
     */
    public boolean spend(UUID id, UUID subject, Instant expiresAt) {
        return repository.insertOnce(id, subject, expiresAt.plus(CLOCK_SKEW), clock.instant()) == 1;
    }

    /**
     * Tells Redis, and with it every instance.
     *
     * @throws UnavailableException when Redis did not confirm; it will be told later all the same
     */
    public void publish(List<Revocation> revocations) {
        if (revocations.isEmpty()) {
            return;
        }
        List<CompletableFuture<?>> told = new ArrayList<>();
        for (Revocation revocation : revocations) {
            Duration timeToLive = Duration.between(clock.instant(), revocation.expiresAt());
            told.add(store.revoke(revocation, timeToLive).toCompletableFuture());
        }
        try {
            CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failure) {
            throw new UnavailableException("A revocation is recorded, but Redis did not confirm it", failure);
        }
        markPublished(revocations);
    }

    // what stays unmarked is published once more, which does no harm
    private void markPublished(List<Revocation> revocations) {
        try {
            repository.markPublished(revocations.stream().map(Revocation::id).toList(), clock.instant());
        } catch (RuntimeException failure) {
            LOG.debug("Published revocations cannot be marked: {}", Outage.describe(failure));
        }
    }

    /** Tells Redis what it did not confirm when it happened. */
    @Scheduled(fixedDelay = "1s")
    void publishLate() {
        try {
            List<Revocation> late = repository.findUnpublished(clock.instant(), PUBLISHED_AT_ONCE);
            if (!late.isEmpty()) {
                publish(late);
                LOG.info("Published {} revocations late", late.size());
            }
        } catch (RuntimeException failure) {
            LOG.debug("Revocations cannot be published now: {}", Outage.describe(failure));
        }
    }

    @Override
    public String table() {
        return "revocations";
    }

    @Override
    public int deleteBatch(Instant now, int limit) {
        return repository.deleteExpired(now, limit);
    }
}
