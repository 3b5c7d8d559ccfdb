package services.resource.data;

import java.util.Arrays;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.resource.error.DatabaseOutage;

/** Brings the database to the schema of this code before the first request is answered. */
@Singleton
public final class DataSchema {

    private static final Logger LOG = LoggerFactory.getLogger(DataSchema.class);
    private static final long WAIT_MILLIS = 1000;

    private final Flyway flyway;

    DataSchema(
            @Property(name = "resource-service.database.url") String url,
            @Property(name = "resource-service.database.username") String username,
            @Property(name = "resource-service.database.password") String password) {
        this.flyway = Flyway.configure()
                .dataSource(url, username, password)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .load();
    }

    /**
     * Migrates, and waits as long as the database is away.
     *
     * @throws SchemaTooNewException when a newer version of this service has already moved the schema on
     */
    public void migrate() throws InterruptedException {
        while (true) {
            try {
                MigrationInfoService found = flyway.info();
                requireKnownSchema(found.applied());
                if (!isUpToDate(found)) {
                    flyway.migrate();
                }
                return;
            } catch (RuntimeException e) {
                if (!DatabaseOutage.isBehind(e)) {
                    throw e;
                }
                LOG.warn("Waiting for the database: {}", DatabaseOutage.describe(e));
                Thread.sleep(WAIT_MILLIS);
            }
        }
    }

    /** Whether {@link Flyway#migrate} would find nothing to do and nothing to complain of; it opens two more connections to see that. */
    private static boolean isUpToDate(MigrationInfoService found) {
        return Arrays.stream(found.all())
                .allMatch(migration -> migration.getState() == MigrationState.SUCCESS
                        && migration.isChecksumMatching()
                        && migration.isDescriptionMatching()
                        && migration.isTypeMatching());
    }

    private static void requireKnownSchema(MigrationInfo[] applied) {
        for (MigrationInfo migration : applied) {
            if (!migration.getState().isResolved()) {
                throw new SchemaTooNewException(String.valueOf(migration.getVersion()));
            }
        }
    }
}
