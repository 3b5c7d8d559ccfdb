package services.auth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import services.backing.BackingServices;
import services.backing.Database;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaIT {

    @Test
    void everyTableHasTimesOfCreationAndOfChange() throws SQLException {
        AuthServiceUnderTest.shared();
        try (Connection connection = connect(BackingServices.shared())) {
            List<String> tables = column(connection, """
                    SELECT table_name FROM information_schema.tables
                    WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'""");
            assertThat(tables).hasSizeGreaterThanOrEqualTo(6);
            for (String table : tables) {
                assertThat(column(connection, """
                                SELECT column_name FROM information_schema.columns
                                WHERE is_nullable = 'NO' AND data_type = 'timestamp with time zone' AND table_name = '""" + table + "'")).as(table).contains("created_at", "updated_at");
            }
        }
    }

    @Test
    void logoutThatFailsHalfwayEndsNothing() throws SQLException {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing);
                Connection connection = connect(backing)) {
            String token = service.token();
            service.validate(token);
            connection.createStatement().execute("ALTER TABLE revocations RENAME TO elsewhere");

            assertThat(service.logout(token).status()).isEqualTo(500);

            connection.createStatement().execute("ALTER TABLE elsewhere RENAME TO revocations");
            assertThat(service.validate(token).text("authenticated")).isEqualTo("true");
        }
    }

    private static Connection connect(BackingServices backing) throws SQLException {
        Database database = backing.postgres().database("auth");
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
