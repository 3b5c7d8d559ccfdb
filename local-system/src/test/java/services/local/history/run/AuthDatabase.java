package services.local.history.run;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import services.local.LocalSystem;
import services.local.SystemDescription;

/** auth-service's database, for who breaks its promises behind its back. */
record AuthDatabase(SystemDescription.Connection address) {

    static AuthDatabase of(LocalSystem system) {
        return new AuthDatabase(system.description().postgres().auth());
    }

    void change(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(address.url(), address.username(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
