package services.resource;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import services.backing.BackingServices;
import services.backing.Database;
import services.backing.Postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

class DatabaseOutageIT {

    private static final String TOKEN = "alice~data.read+data.write";

    private static BackingServices servers;
    private static Postgres postgres;
    private static AuthServiceStub authService;

    @BeforeAll
    static void start() {
        servers = BackingServices.dedicated();
        postgres = servers.postgres();
        authService = AuthServiceStub.started();
    }

    @AfterAll
    static void stop() {
        authService.close();
        servers.close();
    }

    @Test
    void killedDatabaseIsUnavailableAndComesBackByItself() {
        try (TestService service = TestService.start(postgres.database("killed"), authService)) {
            assertThat(service.post("/data", "{\"content\":\"kept\"}", "token", TOKEN)
                            .statusCode())
                    .isEqualTo(201);
            postgres.kill();
            try {
                assertUnavailable(service, Duration.ofMillis(4500));
                assertThat(service.internal("/health/readiness").statusCode()).isEqualTo(503);
                assertThat(service.internal("/health/liveness").statusCode()).isEqualTo(200);
            } finally {
                postgres.start();
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(
                                    service.get("/data", "token", TOKEN).body())
                            .contains("kept"));
            assertThat(service.internal("/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void frozenDatabaseHoldsNoRequestForLong() {
        try (TestService service = TestService.start(postgres.database("frozen"), authService)) {
            assertThat(service.get("/data", "token", TOKEN).statusCode()).isEqualTo(200);
            postgres.pause();
            try {
                assertUnavailable(service, Duration.ofMillis(4500));
                // more at once than the pool has connections
                List<CompletableFuture<Void>> many = IntStream.range(0, 20)
                        .mapToObj(i ->
                                CompletableFuture.runAsync(() -> assertUnavailable(service, Duration.ofSeconds(6))))
                        .toList();
                many.forEach(CompletableFuture::join);
            } finally {
                postgres.resume();
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(
                                    service.get("/data", "token", TOKEN).statusCode())
                            .isEqualTo(200));
        }
    }

    @Test
    void serviceWaitsForItsDatabaseAtStart() {
        Database database = postgres.database("late");
        postgres.kill();
        CompletableFuture<TestService> starting =
                CompletableFuture.supplyAsync(() -> TestService.start(database, authService));
        assertThat(starting)
                .as("does not give up at once")
                .satisfies(future -> await().during(Duration.ofSeconds(3)).until(() -> !future.isDone()));
        postgres.start();
        try (TestService service = starting.orTimeout(10, TimeUnit.SECONDS).join()) {
            assertThat(service.get("/data", "token", TOKEN).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void schemaOfANewerVersionStopsTheStart() throws SQLException {
        Throwable failure = startAfter("newer", """
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time,
                                                   success)
                VALUES (2, '999', 'later', 'SQL', 'V999__later.sql', 'x', 1, true)""");
        assertThat(StartupFailure.explain(failure)).contains("schema", "999").doesNotContain("\n", "Exception");
    }

    @Test
    void migrationThatIsNotTheOneThatRanStopsTheStart() throws SQLException {
        Throwable failure = startAfter("other", "UPDATE flyway_schema_history SET checksum = checksum + 1");
        assertThat(StartupFailure.explain(failure))
                .contains("checksum mismatch")
                .doesNotContain("\n");
    }

    private static Throwable startAfter(String name, String change) throws SQLException {
        Database database = postgres.database(name);
        TestService.start(database, authService).close();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
        return catchThrowable(() -> TestService.start(database, authService));
    }

    @Test
    void wrongPasswordIsNamedByItsVariable() {
        Database database = postgres.database("refused");
        Database wrong = new Database(database.jdbcUrl(), "nobody_of_that_name", "wrong");
        Throwable failure = catchThrowable(() -> TestService.start(wrong, authService));
        assertThat(StartupFailure.explain(failure))
                .contains("RESOURCE_SERVICE_DATABASE_PASSWORD")
                .doesNotContain("\n");
    }

    private static void assertUnavailable(TestService service, Duration atMost) {
        long start = System.nanoTime();
        HttpResponse<String> response = service.get("/data", "token", TOKEN);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(atMost);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.body()).contains("temporarily_unavailable");
    }
}
