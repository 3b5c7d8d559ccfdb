package services.benchmarks.seed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.awaitility.Awaitility.await;

/**
 * Revokes logins that nobody began. They are written to PostgreSQL as if Redis had not confirmed them, so that auth-service
 * itself tells Redis of them: with its own script, in its own form.
 */
public final class Revocations {

    /** The life of an access token, and a minute for clocks that are behind: the longest that an entry stays. */
    private static final int SECONDS_TO_LIVE = 7260;

    private static final String UNPUBLISHED = " FROM revocations WHERE published_at IS NULL";
    private static final Duration PROGRESS = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    private final AuthDatabase database;
    private long lastProgress = System.nanoTime();

    public Revocations(AuthDatabase database) {
        this.database = database;
    }

    /** @return how long it took until Redis had them all */
    public Duration publish(int count) throws SQLException {
        try (Connection connection = database.connect()) {
            insert(connection, count);
            long begin = System.nanoTime();
            await().atMost(Duration.ofMinutes(20))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> areAllPublished(connection, count));
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

    private boolean areAllPublished(Connection connection, int count) throws SQLException {
        if (System.nanoTime() - lastProgress > PROGRESS.toNanos()) {
            lastProgress = System.nanoTime();
            LOG.info(
                    "{} of {} revocations are still to be told",
                    number(connection, "SELECT count(*)" + UNPUBLISHED),
                    count);
        }
        return number(connection, "SELECT count(*) FROM (SELECT" + UNPUBLISHED + " LIMIT 1) AS one") == 0;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
