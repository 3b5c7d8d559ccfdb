package services.backing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that no event announces. */
final class Deadline {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Deadline() {}

    /** Whether the condition came true within the time. */
    static boolean met(Duration within, BooleanSupplier condition) {
        long end = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException ignored) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
