package services.auth.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.cleanup.DeadRows;
import services.auth.error.Outage;
import services.auth.error.UnavailableException;
import services.auth.redis.RedisAnswer;

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

    /** What is younger is being published by whoever recorded it. */
    private static final Duration LATE = Duration.ofSeconds(1);

    /** Clocks of other instances may be ahead by less. */
    private static final Duration ALL_TIME = Duration.ofDays(1);

    /** What Redis has confirmed and PostgreSQL has yet to be told of. */
    private final Queue<UUID> confirmed = new ConcurrentLinkedQueue<>();

    private final AtomicLong unconfirmed = new AtomicLong();
    private volatile long caughtUpWith = -1;

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
     * @param subject the user
     * @param expiresAt when the session or token would die by itself
     */
    public Revocation record(UUID id, UUID subject, Instant expiresAt) {
        return repository.save(Revocation.of(id, subject, null, expiresAt.plus(CLOCK_SKEW)));
    }

    /** The same for an API key. */
    public Revocation recordApiKey(UUID id, UUID subject, Instant expiresAt) {
        return repository.save(Revocation.of(id, subject, id, expiresAt.plus(CLOCK_SKEW)));
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
        tellRedis(revocations);
        revocations.forEach(revocation -> confirmed.add(revocation.id()));
    }

    /**
     * Marks what Redis has confirmed, many at once: nobody waits for that. What stays unmarked, because this fails or the service is
     * killed, is published once more, which does no harm.
     */
    @Scheduled(fixedDelay = "100ms")
    void markConfirmed() {
        while (!confirmed.isEmpty()) {
            List<UUID> some = new ArrayList<>();
            while (some.size() < PUBLISHED_AT_ONCE && confirmed.poll() instanceof UUID id) {
                some.add(id);
            }
            mark(some);
        }
    }

    private void mark(List<UUID> published) {
        try {
            repository.markPublished(published, clock.instant());
        } catch (RuntimeException failure) {
            LOG.debug("Published revocations cannot be marked: {}", Outage.describe(failure));
        }
    }

    /**
     * Tells Redis whatever of this user it was not told: also what another request, or another instance that died over
     * it, has revoked, for the answer to this one will be taken for that as well.
     *
     * @throws UnavailableException see {@link #publish}
     */
    public void publishAllOf(UUID subject) {
        publish(repository.findUnpublishedOf(subject, clock.instant()));
    }

    /** Tells Redis of a token that is dead, as PostgreSQL knows and Redis does not or no longer. Nobody depends on it. */
    public CompletionStage<RedisAnswer> tellAgain(UUID id, UUID subject, Instant expiresAt) {
        return tellRedis(Revocation.of(id, subject, null, expiresAt.plus(CLOCK_SKEW)));
    }

    /**
     * Tells Redis ahead of the commit, where what Redis does not know must not be revoked. {@link #publish} follows the commit
     * all the same: Redis may be emptied in between, and filled again with what was good until then.
     *
     * @throws UnavailableException when Redis did not confirm
     */
    public void announce(List<Revocation> revocations) {
        tellRedis(revocations);
    }

    private void tellRedis(List<Revocation> revocations) {
        List<CompletableFuture<?>> told = new ArrayList<>();
        for (Revocation revocation : revocations) {
            told.add(tellRedis(revocation).toCompletableFuture());
        }
        try {
            CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failure) {
            unconfirmed.incrementAndGet();
            throw new UnavailableException("A revocation is recorded, but Redis did not confirm it", failure);
        }
    }

    private CompletionStage<RedisAnswer> tellRedis(Revocation revocation) {
        return store.tell(revocation, Duration.between(clock.instant(), revocation.expiresAt()));
    }

    /**
     * Whether Redis may lack a revocation: since it was away, or did not confirm one, it was not told again all that it did
     * not confirm. Until then it is not to be believed.
     */
    public boolean isRedisBehind() {
        return trouble() != caughtUpWith;
    }

    private long trouble() {
        return store.changesOfRedis() + unconfirmed.get();
    }

    /**
     * Tells Redis whatever it was not told.
     *
     * @return how much that was
     * @throws UnavailableException see {@link #publish}
     */
    public int publishAll() {
        return publishBefore(clock.instant().plus(ALL_TIME));
    }

    private int publishBefore(Instant before) {
        markConfirmed();
        int published = 0;
        List<Revocation> some;
        do {
            some = repository.findUnpublished(clock.instant(), before, PUBLISHED_AT_ONCE);
            tellRedis(some);
            if (!some.isEmpty()) {
                repository.markPublished(some.stream().map(Revocation::id).toList(), clock.instant());
            }
            published += some.size();
        } while (some.size() == PUBLISHED_AT_ONCE);
        return published;
    }

    /** As soon as Redis is back; it is believed again afterwards. */
    @Scheduled(fixedDelay = "100ms")
    void catchUp() {
        if (isRedisBehind()) {
            long trouble = trouble();
            if (publishedLate(clock.instant().plus(ALL_TIME))) {
                caughtUpWith = trouble;
            }
        }
    }

    /** Tells Redis what it did not confirm when it happened, to this instance or to another. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void publishLate() {
        boolean ignored = publishedLate(clock.instant().minus(LATE));
    }

    private boolean publishedLate(Instant before) {
        try {
            int late = publishBefore(before);
            if (late > 0) {
                LOG.info("Published {} revocations late", late);
            }
            return true;
        } catch (RuntimeException failure) {
            LOG.debug("Revocations cannot be published now: {}", Outage.describe(failure));
            return false;
        }
    }

    @Override
    public String table() {
        return "revocations";
    }

    @Override
    public long count(Instant now) {
        return repository.countExpired(now);
    }

    @Override
    public int deleteBatch(Instant now, int limit) {
        return repository.deleteExpired(now, limit);
    }
}
