package services.benchmarks.seed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.http.Requests;
import services.local.LocalSystem;
import services.local.roundtrip.Call;

/**
 * Users by the million. One registers and logs in; the others are rows like its own, with its password, so that the service finds in them
 * whatever it writes there itself.
 */
public final class SeededUsers {

    public static final String PASSWORD = "correct horse battery staple";

    static final String TEMPLATE = "template";

    private static final Logger LOG = LoggerFactory.getLogger(SeededUsers.class);
    private static final int AT_ONCE = 100_000;

    private static final String USERS = """
            INSERT INTO users (id, username, username_key, email, email_key, email_verified, password_hash, created_at, updated_at)
            SELECT CAST(md5('user-' || n) AS uuid), 'user-' || n, 'user-' || n, 'user-' || n || '@example.org',
                   'user-' || n || '@example.org', true, t.password_hash, t.created_at, t.updated_at
            FROM users t CROSS JOIN generate_series(?, ?) AS n WHERE t.username_key = ?""";
    private static final String ROLES = """
            INSERT INTO user_roles (user_id, role_name, created_at, updated_at)
            SELECT CAST(md5('user-' || n) AS uuid), r.role_name, r.created_at, r.updated_at
            FROM users t JOIN user_roles r ON r.user_id = t.id CROSS JOIN generate_series(?, ?) AS n
            WHERE t.username_key = ?""";

    private final AuthDatabase database;
    private int count;

    private SeededUsers(AuthDatabase database) {
        this.database = database;
    }

    /** Registers the first one. */
    public static SeededUsers begin(LocalSystem system) {
        Requests requests = new Requests();
        requests.send(
                Call.post(system.auth().publicUrl().resolve("/register"))
                        .json(Map.of("username", TEMPLATE, "email", "template@example.org", "password", PASSWORD)),
                201);
        requests.send(
                Call.post(system.auth().publicUrl().resolve("/login"))
                        .json(Map.of("username", TEMPLATE, "password", PASSWORD)),
                200);
        return new SeededUsers(new AuthDatabase(system));
    }

    /** The name of one; they are counted from 1. */
    public static String name(int number) {
        return "user-" + number;
    }

    public static UUID id(int number) {
        return md5(name(number));
    }

    static UUID md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer halves = ByteBuffer.wrap(hash);
            return new UUID(halves.getLong(), halves.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }

    public int count() {
        return count;
    }

    /** Makes more, until there are so many. */
    public void grow(int wanted) throws SQLException {
        try (Connection connection = database.connect()) {
            while (count < wanted) {
                int until = Math.min(wanted, count + AT_ONCE);
                insert(connection, USERS, until);
                insert(connection, ROLES, until);
                count = until;
                LOG.info("{} of {} users are there", count, wanted);
            }
            AuthDatabase.tidy(connection, "users");
            AuthDatabase.tidy(connection, "user_roles");
        }
    }

    private void insert(Connection connection, String statement, int until) throws SQLException {
        try (PreparedStatement insertion = connection.prepareStatement(statement)) {
            insertion.setInt(1, count + 1);
            insertion.setInt(2, until);
            insertion.setString(3, TEMPLATE);
            insertion.executeUpdate();
        }
    }
}
