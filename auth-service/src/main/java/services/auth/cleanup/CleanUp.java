package services.auth.cleanup;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;

import static java.util.stream.Collectors.toUnmodifiableMap;

/**
 * Deletes dead rows, batch after batch, away from every request. How many were waiting when they were last counted is the
 * metric {@code auth.cleanup.waiting}, how many were deleted {@code auth.cleanup.deleted}, both by table.
 */
@Singleton
public class CleanUp {

    private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

    private final Map<DeadRows, AtomicLong> waiting;
    private final int batchSize;
    private final MeterRegistry meters;
    private final Clock clock;

    CleanUp(List<DeadRows> tables, CleanUpConfiguration configuration, MeterRegistry meters, Clock clock) {
        this.waiting = tables.stream().collect(toUnmodifiableMap(table -> table, table -> gauge(table, meters)));
        this.batchSize = configuration.batchSize();
        this.meters = meters;
        this.clock = clock;
    }

    private static AtomicLong gauge(DeadRows table, MeterRegistry meters) {
        return Objects.requireNonNull(
                meters.gauge("auth.cleanup.waiting", Tags.of("table", table.table()), new AtomicLong()));
    }

    /** One round over every table, to its end. */
    @Scheduled(fixedDelay = "${auth-service.clean-up.interval}", initialDelay = "${auth-service.clean-up.interval}")
    public void run() {
        for (DeadRows table : waiting.keySet()) {
            try {
                clean(table);
            } catch (RuntimeException failure) {
                LOG.warn("Dead rows of {} stay for now: {}", table.table(), Outage.describe(failure));
            }
        }
    }

    private void clean(DeadRows table) {
        AtomicLong left = Objects.requireNonNull(waiting.get(table));
        left.set(table.count(clock.instant()));
        Counter deleted = meters.counter("auth.cleanup.deleted", "table", table.table());
        int total = 0;
        int batch;
        do {
            batch = table.deleteBatch(clock.instant(), batchSize);
            deleted.increment(batch);
            total += batch;
            left.addAndGet(-batch);
        } while (batch == batchSize);
        left.set(table.count(clock.instant()));
        if (total > 0) {
            LOG.info("Deleted {} dead rows of {}", total, table.table());
        }
    }
}
