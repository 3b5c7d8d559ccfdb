package services.auth.operations;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import services.auth.redis.RedisLink;

/**
 * {@code GET /health/liveness}: the process runs. {@code GET /health/readiness}: it can judge tokens, 200 or 503. With
 * one of PostgreSQL and Redis away it still can, so that is told and is no reason to take it out of service.
 */
@Controller(value = "/health", port = "${auth-service.internal-port}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
final class HealthController {

    private static final int DATABASE_TIMEOUT_SECONDS = 1;

    private final DataSource dataSource;
    private final RedisLink redis;

    HealthController(DataSource dataSource, RedisLink redis) {
        // a connection of the pool, not that of a transaction
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
        this.redis = redis;
    }

    /** @param status UP or DOWN */
    @Serdeable
    record Liveness(String status) {}

    /**
     * @param status UP, DEGRADED or DOWN
     * @param postgresql UP or DOWN
     * @param redis UP or DOWN
     */
    @Serdeable
    record Readiness(String status, String postgresql, String redis) {}

    @Get("/liveness")
    Liveness liveness() {
        return new Liveness("UP");
    }

    @Get("/readiness")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Readiness> readiness() {
        boolean database = isDatabaseUp();
        boolean store = redis.isUp();
        String status = database && store ? "UP" : database || store ? "DEGRADED" : "DOWN";
        return HttpResponse.<Readiness>status(database || store ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Readiness(status, word(database), word(store)));
    }

    private boolean isDatabaseUp() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(DATABASE_TIMEOUT_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
