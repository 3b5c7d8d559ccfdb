package services.auth.cleanup;

import java.time.Clock;
import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;

/** Deletes dead rows, batch after batch, away from every request. */
@Singleton
public class CleanUp {

    private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

    private final List<DeadRows> tables;
    private final int batchSize;
    private final MeterRegistry meters;
    private final Clock clock;

    CleanUp(List<DeadRows> tables, CleanUpConfiguration configuration, MeterRegistry meters, Clock clock) {
        this.tables = tables;
        this.batchSize = configuration.batchSize();
        this.meters = meters;
        this.clock = clock;
    }

    /** One round over every table, to its end. */
    @Scheduled(fixedDelay = "${auth-service.clean-up.interval}", initialDelay = "${auth-service.clean-up.interval}")
    public void run() {
        for (DeadRows table : tables) {
            try {
                clean(table);
            } catch (RuntimeException failure) {
                LOG.warn("Dead rows of {} stay for now: {}", table.table(), Outage.describe(failure));
            }
        }
    }

    private void clean(DeadRows table) {
        Counter deleted = meters.counter("auth.cleanup.deleted", "table", table.table());
        int total = 0;
        int batch;
        do {
            batch = table.deleteBatch(clock.instant(), batchSize);
            deleted.increment(batch);
            total += batch;
        } while (batch == batchSize);
        if (total > 0) {
            LOG.info("Deleted {} dead rows of {}", total, table.table());
        }
    }
}
