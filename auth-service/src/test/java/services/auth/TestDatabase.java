package services.auth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

import services.backing.BackingServices;
import services.backing.Database;

/** The database behind {@link AuthServiceUnderTest#shared}, for what no request can do or tell. */
public final class TestDatabase {

    private TestDatabase() {}

    public static Connection connect() throws SQLException {
        Database database = BackingServices.shared().postgres().database("auth");
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    public static void execute(String sql) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute(sql);
        }
    }

    /** The first column of the first row. */
    public static String queried(String sql) throws SQLException {
        try (Connection connection = connect();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
