package services.benchmarks.load.machine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/** When there is little to do. */
final class Quiet {

    private static final double LITTLE = 0.1;

    private Quiet() {}

    /**
     * Returns when less than a tenth of a processor is used, or when it takes too long for that.
     *
     * @param used the processor time so far, in seconds
     * @param window over which it is looked at
     */
    static void await(DoubleSupplier used, Duration window, Duration patience) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < patience.toNanos()) {
            double before = used.getAsDouble();
            long since = System.nanoTime();
            LockSupport.parkNanos(window.toNanos());
            double busy = (used.getAsDouble() - before) / ((System.nanoTime() - since) / 1e9);
            if (busy < LITTLE) {
                return;
            }
        }
    }
}
