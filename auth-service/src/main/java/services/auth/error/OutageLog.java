package services.auth.error;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of requests that are answered 503: of each cause one at once, and then in a while how many there were since. When requests are
 * shed by the thousand, telling of each would be most of the work.
 */
@Singleton
public final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Map<String, Cause> causes = new ConcurrentHashMap<>();
    private final Clock clock;

    OutageLog(Clock clock) {
        this.clock = clock;
    }

    private static final class Cause {
        final AtomicLong silentUntil = new AtomicLong();
        final AtomicLong untold = new AtomicLong();
    }

    /** @param what was answered 503, or a part of it */
    public void tell(String what, Throwable failure) {
        Cause cause = causes.computeIfAbsent(Outage.kind(failure), ignored -> new Cause());
        long now = clock.millis();
        long silentUntil = cause.silentUntil.get();
        if (now < silentUntil || !cause.silentUntil.compareAndSet(silentUntil, now + PAUSE.toMillis())) {
            cause.untold.incrementAndGet();
            return;
        }
        LOG.warn("{} answered 503: {}{}", what, Outage.describe(failure), others(cause.untold.getAndSet(0)));
    }

    private static String others(long untold) {
        return untold == 0 ? "" : " (and " + untold + " like it before)";
    }
}
