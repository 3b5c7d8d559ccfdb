package services.auth.outbox;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;

/**
 * What became of what was in an outbox, in the log and as metrics: how many are waiting, and by kind how many were sent, failed
 * (attempts) and were given up. What is delivered, and to whom, is not in it.
 */
public class OutboxMeters {

    private final String prefix;
    private final Logger log;
    private final MeterRegistry meters;
    private final AtomicLong waiting;

    /** @param prefix how the names of the metrics begin */
    protected OutboxMeters(MeterRegistry meters, String prefix, Logger log) {
        this.prefix = prefix;
        this.log = log;
        this.meters = meters;
        this.waiting = Objects.requireNonNull(meters.gauge(prefix + ".waiting", new AtomicLong()));
    }

    public void sent(Outgoing one) {
        log.info("Sent {}", one);
        count("sent", one);
    }

    public void failed(Outgoing one, String reason) {
        log.info("Not sent yet, {} after {} attempts: {}", one, one.attempts(), reason);
        count("failed", one);
    }

    public void gaveUp(Outgoing one, String reason) {
        log.warn("Gave up {} after {} attempts: {}", one, one.attempts(), reason);
        count("given.up", one);
    }

    public void waiting(long number) {
        waiting.set(number);
    }

    private void count(String what, Outgoing one) {
        meters.counter(prefix + "." + what, "kind", one.kind()).increment();
    }
}
