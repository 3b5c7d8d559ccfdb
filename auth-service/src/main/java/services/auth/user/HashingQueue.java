package services.auth.user;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets in as many as will have their password hashed in a bearable time, and no more than a set number. How long a hash takes is
 * measured: on a slow or busy machine fewer may wait, but no fewer than a quarter of that number, whatever it has measured.
 */
final class HashingQueue {

    /** How much one hash moves the mean. */
    private static final double WEIGHT = 1 / 16.0;

    private final int threads;
    private final int least;
    private final int most;
    private final Duration longestWait;
    private final AtomicInteger entered = new AtomicInteger();
    private volatile double meanNanos;

    /**
     * @param threads how many are hashed at once
     * @param size how many wait at most besides
     * @param longestWait until a hash is there
     */
    HashingQueue(int threads, int size, Duration longestWait) {
        this.threads = threads;
        this.least = threads + size / 4;
        this.most = threads + size;
        this.longestWait = longestWait;
    }

    /** Whether nobody may enter now. */
    boolean isFull() {
        return entered.get() >= limit();
    }

    /** Who entered must {@link #leave}. */
    boolean tryEnter() {
        if (entered.incrementAndGet() > limit()) {
            entered.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        entered.decrementAndGet();
    }

    int entered() {
        return entered.get();
    }

    /** A hash took so long. */
    synchronized void took(long nanos) {
        meanNanos = meanNanos == 0 ? nanos : meanNanos + (nanos - meanNanos) * WEIGHT;
    }

    private int limit() {
        double bearable = meanNanos == 0 ? most : threads * (longestWait.toNanos() / meanNanos);
        return (int) Math.clamp(bearable, least, most);
    }
}
