package services.auth.schema;

import java.sql.SQLException;
import java.util.Arrays;

import io.micronaut.context.annotation.Context;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;
import services.auth.error.StartException;

/**
 * The migrated schema. Whoever reads the database while the service starts asks for this bean, and so comes after the
 * migration. It uses connections of its own: a migration may take longer than a request.
 */
@Context
public final class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
    private static final long RETRY_MILLIS = 1000;

    Schema(DatabaseConfiguration database) throws InterruptedException {
        Flyway flyway = Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .load();
        while (!migrate(flyway)) {
            Thread.sleep(RETRY_MILLIS);
        }
    }

    /** Whether it is done; not yet, while the database is away. */
    private static boolean migrate(Flyway flyway) {
        try {
            MigrationInfoService found = flyway.info();
            requireKnownSchema(found.applied());
            if (!isUpToDate(found)) {
                flyway.migrate();
            }
            return true;
        } catch (RuntimeException failure) {
            requireAccess(failure);
            if (!Outage.isBehind(failure)) {
                throw failure;
            }
            LOG.warn("Waiting for the database: {}", Outage.describe(failure));
            return false;
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
                throw new StartException("the database was written by a newer version of this service (schema "
                        + migration.getVersion()
                        + "): run that version, or restore the backup made before its migration");
            }
            if (!migration.isChecksumMatching()) {
                throw new StartException("the database was made by another "
                        + migration.getScript()
                        + " than this version of the service has: run the version that made it, or put that file back");
            }
        }
    }

    // 28 the password or the user is refused, 3D there is no such database
    private static void requireAccess(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("28") || sql.getSQLState().startsWith("3D"))) {
                throw new StartException(
                        "the database refuses (" + sql.getMessage() + "): check"
                                + " AUTH_SERVICE_DATABASE_URL, AUTH_SERVICE_DATABASE_USERNAME and AUTH_SERVICE_DATABASE_PASSWORD");
            }
        }
    }
}
