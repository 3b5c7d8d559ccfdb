package services.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import static org.awaitility.Awaitility.await;

/**
 * Revokes logins that nobody began. They are written to PostgreSQL as if Redis had not confirmed them, so that auth-service
 * itself tells Redis of them: with its own script, in its own form.
 */
final class Revocations {

    /** The life of an access token, and a minute for clocks that are behind: the longest that an entry stays. */
    private static final int SECONDS_TO_LIVE = 7260;

    private final AuthDatabase database;

    Revocations(AuthDatabase database) {
        this.database = database;
    }

    /** @return how long it took until Redis had them all */
    Duration publish(int count) throws SQLException {
        try (Connection connection = database.connect()) {
            insert(connection, count);
            long begin = System.nanoTime();
            await().atMost(Duration.ofMinutes(20))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> areAllPublished(connection));
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            AuthDatabase.tidy(connection, "revocations");
            return took;
        }
    }

    private static void insert(Connection connection, int count) throws SQLException {
        try (PreparedStatement insertion = connection.prepareStatement("""
                INSERT INTO revocations (id, subject, expires_at, created_at, updated_at)
                SELECT gen_random_uuid(), gen_random_uuid(), now() + make_interval(secs => ?), now(), now()
                FROM generate_series(1, ?)""")) {
            insertion.setInt(1, SECONDS_TO_LIVE);
            insertion.setInt(2, count);
            insertion.executeUpdate();
        }
    }

    private static boolean areAllPublished(Connection connection) throws SQLException {
        try (ResultSet row = connection
                .createStatement()
                .executeQuery("SELECT NOT EXISTS (SELECT FROM revocations WHERE published_at IS NULL)")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
