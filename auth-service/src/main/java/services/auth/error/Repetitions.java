package services.auth.error;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Of events that are alike, tells of one at once, and then in a while how many there were since. When they come by the thousand, telling
 * of each would be most of the work.
 */
final class Repetitions {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** What is forgotten is told at once when it comes again. */
    private static final int MAX_KINDS = 1000;

    private final Cache<String, Kind> kinds =
            Caffeine.newBuilder().maximumSize(MAX_KINDS).build();
    private final Clock clock;

    Repetitions(Clock clock) {
        this.clock = clock;
    }

    private static final class Kind {
        final AtomicLong silentUntil = new AtomicLong();
        final AtomicLong untold = new AtomicLong();
    }

    /**
     * Tells of an event, or counts it.
     *
     * @param kind what those have in common that are alike
     * @param line gets what the line ends with: how many like it were not told
     */
    void tell(String kind, Consumer<String> line) {
        Kind known = kinds.get(kind, ignored -> new Kind());
        long now = clock.millis();
        long silentUntil = known.silentUntil.get();
        if (now < silentUntil || !known.silentUntil.compareAndSet(silentUntil, now + PAUSE.toMillis())) {
            known.untold.incrementAndGet();
            return;
        }
        line.accept(others(known.untold.getAndSet(0)));
    }

    private static String others(long untold) {
        return untold == 0 ? "" : " (and " + untold + " like it before)";
    }
}
