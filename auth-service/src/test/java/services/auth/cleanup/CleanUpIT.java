package services.auth.cleanup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.TestClock;
import services.backing.BackingServices;
import services.backing.Database;

import static org.assertj.core.api.Assertions.assertThat;

class CleanUpIT {

    @Test
    void deadRowsAreDeletedByTwoInstancesAtOnceAndTheLivingStay() throws SQLException {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest one =
                        AuthServiceUnderTest.on(backing, Map.of("auth-service.clean-up.batch-size", "10"));
                AuthServiceUnderTest two =
                        AuthServiceUnderTest.on(backing, Map.of("auth-service.clean-up.batch-size", "10"))) {
            AuthServiceUnderTest.TestUser user = one.register();
            for (int i = 0; i < 25; i++) {
                one.logout(one.tokenOf(user));
            }
            List.of(one, two).forEach(service -> service.bean(TestClock.class).advance(Duration.ofHours(3)));
            String live = one.tokenOf(user);

            CompletableFuture.allOf(
                            CompletableFuture.runAsync(one.bean(CleanUp.class)::run),
                            CompletableFuture.runAsync(two.bean(CleanUp.class)::run))
                    .join();

            assertThat(count(backing, "revocations")).isZero();
            assertThat(count(backing, "sessions")).isEqualTo(1);
            assertThat(one.validate(live).text("authenticated")).isEqualTo("true");
        }
    }

    private static int count(BackingServices backing, String table) throws SQLException {
        Database database = backing.postgres().database("auth");
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                ResultSet row = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getInt(1);
        }
    }
}
