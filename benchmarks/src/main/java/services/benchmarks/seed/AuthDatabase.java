package services.benchmarks.seed;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import services.local.LocalSystem;
import services.local.SystemDescription;

/** The database of auth-service, for what no request brings about. */
public final class AuthDatabase {

    private final SystemDescription.Connection address;

    public AuthDatabase(LocalSystem system) {
        this.address = system.description().postgres().auth();
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(address.url(), address.username(), address.password());
    }

    /** Tidies a table now, so that it is not done by itself during a measurement. */
    public static void tidy(Connection connection, String table) throws SQLException {
        connection.createStatement().execute("VACUUM ANALYZE " + table);
    }
}
