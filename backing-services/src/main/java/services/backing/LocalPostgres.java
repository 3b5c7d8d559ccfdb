package services.backing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/** A PostgreSQL of our own, in a container or embedded. */
final class LocalPostgres extends LocalServer implements Postgres {

    static final String SUPERUSER = "postgres";

    private static final Duration START = Duration.ofMinutes(1);

    private final String password;
    private String version = "";

    LocalPostgres(ServerProcess server, String password) {
        super(server, "PostgreSQL", START);
        this.password = password;
        start();
    }

    /** A role's password is the server's: whoever may read the one may read the other. */
    @Override
    public synchronized Database database(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            if (isAbsent(statement, "SELECT FROM pg_roles WHERE rolname = '" + name + "'")) {
                statement.execute("CREATE ROLE \"" + name + "\" LOGIN PASSWORD '" + password + "'");
            }
            if (isAbsent(statement, "SELECT FROM pg_database WHERE datname = '" + name + "'")) {
                statement.execute("CREATE DATABASE \"" + name + "\" OWNER \"" + name + "\"");
            }
        } catch (SQLException e) {
            throw new BackingServiceFailure("creating the database " + name + " failed: " + e.getMessage(), e);
        }
        return new Database(url(name), name, password);
    }

    @Override
    String version() {
        return version;
    }

    @Override
    boolean isGone() {
        return !server.isRunning();
    }

    @Override
    boolean answers() {
        try (Connection connection = connect()) {
            version = connection.getMetaData().getDatabaseProductVersion().replaceAll(" .*", "");
            return true;
        } catch (SQLException ignored) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(url("postgres"), properties);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
    }

    private static boolean isAbsent(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }
}
