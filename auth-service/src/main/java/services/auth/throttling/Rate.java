package services.auth.throttling;

import java.time.Duration;

/**
 * So many tries at once at the most, and in the long run so many in each period: a token bucket.
 *
 * @param capacity how many tries a full bucket holds
 * @param refill how many of them come back in each period, evenly
 */
record Rate(long capacity, long refill, Duration period) {

    static Rate of(long count, Duration period) {
        return new Rate(count, count, period);
    }

    /** The time in which an empty bucket fills. */
    Duration timeToFill() {
        return period.multipliedBy(capacity).dividedBy(refill);
    }
}
