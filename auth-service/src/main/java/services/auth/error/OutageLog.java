package services.auth.error;

import java.time.Clock;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of requests that are answered 503, see {@link Repetitions}: of each cause the first, and how many there were. */
@Singleton
public final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private final Repetitions repetitions;

    OutageLog(Clock clock) {
        this.repetitions = new Repetitions(clock);
    }

    /** @param what was answered 503, or a part of it */
    public void tell(String what, Throwable failure) {
        repetitions.tell(
                Outage.kind(failure),
                others -> LOG.warn("{} answered 503: {}{}", what, Outage.describe(failure), others));
    }
}
