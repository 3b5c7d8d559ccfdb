package services.auth.throttling;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.masterkey.KeyedHash;
import services.auth.masterkey.KeyedHashes;

/**
 * Counts tries and refuses those above a limit.
 *
 * <p>Each is counted twice, here and in Redis. What this instance alone has seen is enough to refuse, so a flood of tries
 * reaches Redis no more often than the limit; and when Redis is away this instance goes on with what it knows. To the Redis
 * of all instances no key is sent but its keyed hash.
 */
@Context
public class Throttle {

    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);

    /** For so long Redis is not asked after it failed, so that no request waits for it more than once. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ThrottlingConfiguration configuration;
    private final BucketStore everywhere;
    private final LocalBuckets here;
    private final KeyedHash keyedHash;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile long pausedUntil;

    Throttle(
            ThrottlingConfiguration configuration,
            BucketStore everywhere,
            LocalBuckets here,
            KeyedHashes keyedHashes,
            MeterRegistry meters,
            Clock clock) {
        this.configuration = configuration;
        this.everywhere = everywhere;
        this.here = here;
        this.keyedHash = keyedHashes.forPurpose("throttling");
        this.meters = meters;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        if (!configuration.enabled()) {
            LOG.warn("Throttling is off: passwords may be guessed as fast as they can be hashed");
        }
    }

    /**
     * Counts a try, unless it is refused. Waits for Redis at most as long as a command may take: not for an event loop.
     *
     * @param key for whom it is counted: an address, an account, ...
     */
    public Outcome tryConsume(Limit limit, String key) {
        if (!configuration.enabled()) {
            return new Outcome.Allowed();
        }
        String bucket = bucket(limit, key);
        Outcome outcome = here.tryConsume(limit, bucket);
        if (outcome instanceof Outcome.Allowed) {
            outcome = askEverywhere(limit, bucket, outcome);
            if (outcome instanceof Outcome.Refused) {
                here.giveBack(limit, bucket);
            }
        }
        if (outcome instanceof Outcome.Refused) {
            meters.counter("auth.throttle.refused", "limit", limit.name()).increment();
        }
        return outcome;
    }

    private Outcome askEverywhere(Limit limit, String bucket, Outcome without) {
        if (clock.millis() < pausedUntil) {
            return without;
        }
        try {
            return noteFailure(everywhere.tryConsume(limit, bucket))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException away) {
            return without;
        }
    }

    /** Takes back a try that was allowed and turned out not to count. */
    public void giveBack(Limit limit, String key) {
        if (!configuration.enabled()) {
            return;
        }
        String bucket = bucket(limit, key);
        here.giveBack(limit, bucket);
        if (clock.millis() >= pausedUntil) {
            CompletionStage<Void> unused = noteFailure(everywhere.giveBack(limit, bucket));
        }
    }

    private <T> CompletionStage<T> noteFailure(CompletionStage<T> asked) {
        return asked.whenComplete((ignored, failure) -> {
            if (failure != null) {
                pausedUntil = clock.millis() + PAUSE.toMillis();
                LOG.debug("Throttling without Redis: {}", failure.getMessage());
            }
        });
    }

    /** Other rates make other buckets, so that a changed setting counts at once. */
    private String bucket(Limit limit, String key) {
        return limit.name() + ":" + keyedHash.of(limit.rates() + "\n" + key);
    }
}
