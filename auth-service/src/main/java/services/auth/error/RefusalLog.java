package services.auth.error;

import java.time.Clock;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells why tokens are refused, see {@link Repetitions}: for each reason of one, and how many there were. With {@code LOG_LEVEL=DEBUG} of
 * each.
 */
@Singleton
public final class RefusalLog {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

    private final Repetitions repetitions;

    RefusalLog(Clock clock) {
        this.repetitions = new Repetitions(clock);
    }

    /** @param reason one of few */
    public void tell(String reason) {
        tell(reason, reason);
    }

    /**
     * Tells of a token whose sender could do better.
     *
     * @param error what the client is told, see RFC 9449 section 7.1
     * @param detail which may be different each time
     */
    public void tellDetail(String error, String detail) {
        tell(error, error + ", " + detail);
    }

    private void tell(String kind, String reason) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("Token refused: {}", reason);
        } else {
            repetitions.tell(kind, others -> LOG.info("Token refused: {}{}", reason, others));
        }
    }
}
