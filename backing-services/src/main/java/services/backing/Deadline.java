package services.backing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that no event announces. */
final class Deadline {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Deadline() {}

    /**
     * Whether the condition came true within the time. An interruption is kept for later: a server that is half
     * started or half stopped is left to nobody.
     */
    static boolean met(Duration within, BooleanSupplier condition) {
        long end = System.nanoTime() + within.toNanos();
        boolean interrupted = false;
        boolean met = condition.getAsBoolean();
        while (!met && System.nanoTime() < end) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException ignored) {
                interrupted = true;
            }
            met = condition.getAsBoolean();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return met;
    }
}
