package services.auth.cleanup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.TestClock;
import services.backing.BackingServices;
import services.backing.Database;

import static org.assertj.core.api.Assertions.assertThat;

class CleanUpIT {

    private static final int DEAD = 25;

    @Test
    void deadRowsAreDeletedByTwoInstancesAtOnceAndTheLivingStay() throws SQLException {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest one =
                        AuthServiceUnderTest.on(backing, Map.of("auth-service.clean-up.batch-size", "10"));
                AuthServiceUnderTest two =
                        AuthServiceUnderTest.on(backing, Map.of("auth-service.clean-up.batch-size", "10"))) {
            AuthServiceUnderTest.TestUser user = one.register();
            for (int i = 0; i < DEAD; i++) {
                one.logout(one.tokenOf(user));
            }
            List.of(one, two).forEach(service -> service.bean(TestClock.class).advance(Duration.ofDays(15)));
            String live = one.tokenOf(user);

            CompletableFuture.allOf(
                            CompletableFuture.runAsync(one.bean(CleanUp.class)::run),
                            CompletableFuture.runAsync(two.bean(CleanUp.class)::run))
                    .join();

            assertThat(count(backing, "revocations")).isZero();
            assertThat(count(backing, "refresh_tokens")).isEqualTo(1);
            assertThat(count(backing, "sessions")).isEqualTo(1);
            assertThat(one.validate(live).text("authenticated")).isEqualTo("true");
            assertThat(waiting(one, "revocations")).isZero();
            assertThat(deleted(one, "sessions") + deleted(two, "sessions")).isEqualTo(DEAD);
        }
    }

    @Test
    void whatWaitsIsToBeSeenWhenItCannotBeDeleted() throws SQLException {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing, Map.of());
                Connection reader = connect(backing)) {
            service.logout(service.token());
            service.bean(TestClock.class).advance(Duration.ofHours(3));
            reader.setAutoCommit(false);
            // as another instance would that deletes this row at the moment
            reader.createStatement().executeQuery("SELECT * FROM revocations FOR UPDATE");

            service.bean(CleanUp.class).run();
            double held = waiting(service, "revocations");
            reader.rollback();
            service.bean(CleanUp.class).run();

            assertThat(held).isEqualTo(1);
            assertThat(waiting(service, "revocations")).isZero();
            assertThat(waiting(service, "sessions")).isZero();
        }
    }

    private static double waiting(AuthServiceUnderTest service, String table) {
        return service.bean(MeterRegistry.class)
                .get("auth.cleanup.waiting")
                .tag("table", table)
                .gauge()
                .value();
    }

    private static double deleted(AuthServiceUnderTest service, String table) {
        return service.bean(MeterRegistry.class)
                .get("auth.cleanup.deleted")
                .tag("table", table)
                .counter()
                .count();
    }

    private static Connection connect(BackingServices backing) throws SQLException {
        Database database = backing.postgres().database("auth");
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private static int count(BackingServices backing, String table) throws SQLException {
        try (Connection connection = connect(backing);
                ResultSet row = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getInt(1);
        }
    }
}
