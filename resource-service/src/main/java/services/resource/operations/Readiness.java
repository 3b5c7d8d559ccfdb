package services.resource.operations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import services.resource.authservice.OwnAccessToken;

/**
 * Whether requests should be sent here.
 *
 * <p>An instance that has never had an access token of its own is not ready: its settings may be wrong. One that had
 * one stays ready when auth-service goes away, because it answers 503 by itself and must be back at once when
 * auth-service is.
 */
@Singleton
class Readiness {

    private static final int DATABASE_TIMEOUT_SECONDS = 1;

    private final DataSource database;
    private final OwnAccessToken ownToken;

    Readiness(DataSource database, DataSourceResolver resolver, OwnAccessToken ownToken) {
        // the pool itself: the injected one gives connections only inside a unit of work
        this.database = resolver.resolve(database);
        this.ownToken = ownToken;
    }

    Health check() {
        boolean databaseAnswers = databaseAnswers();
        return Health.of(
                databaseAnswers && ownToken.wasObtained(),
                Map.of("database", Health.of(databaseAnswers), "auth_service", Health.of(ownToken.isLive())));
    }

    private boolean databaseAnswers() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(DATABASE_TIMEOUT_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
