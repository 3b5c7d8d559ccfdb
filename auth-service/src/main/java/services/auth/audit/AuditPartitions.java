package services.auth.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;

/** The months of the audit log: each has a partition before it begins, and loses it when it was kept long enough. */
@Singleton
class AuditPartitions {

    private static final Logger LOG = LoggerFactory.getLogger(AuditPartitions.class);
    private static final Pattern NAME = Pattern.compile("audit_events_(\\d{4})_(\\d{2})");

    private final AuditChainRepository repository;
    private final JdbcOperations jdbc;
    private final AuditConfiguration configuration;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    AuditPartitions(
            AuditChainRepository repository,
            JdbcOperations jdbc,
            AuditConfiguration configuration,
            TransactionOperations<?> transactions,
            Clock clock) {
        this.repository = repository;
        this.jdbc = jdbc;
        this.configuration = configuration;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "5s")
    void tend() {
        try {
            transactions.executeWrite(ignored -> {
                tendAlone();
                return ignored;
            });
        } catch (RuntimeException failure) {
            LOG.warn("The months of the audit log cannot be tended now: {}", Outage.describe(failure));
        }
    }

    private void tendAlone() {
        // one instance at a time, and no sealing meanwhile
        repository.lockWaiting();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        repository.createPartition(today);
        repository.createPartition(today.plusMonths(1));
        Instant keptFrom = clock.instant().minus(configuration.retention());
        for (String name : find()) {
            if (!end(name).isAfter(keptFrom)) {
                drop(name);
            }
        }
    }

    /** When the month is over. */
    private static Instant end(String name) {
        Matcher month = NAME.matcher(name);
        if (!month.matches()) {
            return Instant.MAX;
        }
        return YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private List<String> find() {
        return query("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_events'::regclass");
    }

    private void drop(String name) {
        if (!query("SELECT id::text FROM " + name + " WHERE position IS NULL LIMIT 1")
                .isEmpty()) {
            return;
        }
        // from here on the chain begins behind the last event of this month
        List<String> last = query("SELECT position || ' ' || seal FROM " + name + " ORDER BY position DESC LIMIT 1");
        last.stream()
                .map(row -> row.split(" "))
                .forEach(row -> repository.storeBeginning(Long.parseLong(row[0]) + 1, row[1], clock.instant()));
        jdbc.prepareStatement("DROP TABLE " + name, statement -> statement.execute());
        LOG.info("Deleted the month {} of the audit log", name);
    }

    private List<String> query(String sql) {
        return jdbc.prepareStatement(sql, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        });
    }

    private static List<String> read(ResultSet rows) throws SQLException {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add(rows.getString(1));
        }
        return values;
    }
}
