package services.auth.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

import services.auth.error.StartException;

/**
 * When something that could not be delivered is tried again.
 *
 * @param first after the first attempt; after each further one it is twice as long
 * @param longest it is never longer
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MAX_DOUBLINGS = 30;

    /**
     * Checks what is set.
     *
     * @param settings how the names of the environment variables begin
     * @throws StartException when it is out of range
     */
    public static Backoff of(String settings, Duration first, Duration longest) {
        if (first.compareTo(Duration.ofMillis(100)) < 0) {
            throw new StartException(settings + "_FIRST must be at least 100ms, for example 1s");
        }
        if (longest.compareTo(first) < 0 || longest.compareTo(Duration.ofDays(1)) > 0) {
            throw new StartException(settings + "_LONGEST must be from " + settings + "_FIRST to 1d, for example 5m");
        }
        return new Backoff(first, longest);
    }

    /**
     * How long to wait after that many attempts: at least half of the full time, the rest by chance, so that what failed
     * together does not come back together.
     */
    public Duration delayAfter(int attempts, RandomGenerator random) {
        Duration full = first.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS));
        long half = (full.compareTo(longest) < 0 ? full : longest).toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }
}
