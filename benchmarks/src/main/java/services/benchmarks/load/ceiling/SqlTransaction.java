package services.benchmarks.load.ceiling;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import services.benchmarks.seed.AuthDatabase;

/**
 * The statements without which a request cannot be answered, in one transaction and on as many connections as the service has, over the
 * same tables, but over logins of its own. In a statement {@code :n} is the number of a login, and any other {@code :name} the column of that
 * name in the row that the first statement found.
 */
public record SqlTransaction(String name, List<String> statements) {

    /** What a refresh writes: the token is spent, another takes its place, and so does another access token for the one before. */
    public static final SqlTransaction REFRESH = new SqlTransaction("refresh", List.of("""
            SELECT r.id AS refresh_id, s.id AS session_id, s.user_id, s.access_token_id, s.access_expires_at, s.expires_at
            FROM sessions s JOIN users u ON u.id = s.user_id JOIN refresh_tokens r ON r.session_id = s.id
            WHERE s.id = CAST(md5('session-' || :n) AS uuid) AND r.spent_at IS NULL AND r.superseded_at IS NULL
            FOR UPDATE OF s FOR SHARE OF u""", """
            UPDATE refresh_tokens SET spent_at = now(), updated_at = now() WHERE id = CAST(:refresh_id AS uuid)""", """
            INSERT INTO revocations (id, subject, expires_at, published_at, created_at, updated_at)
            VALUES (CAST(:access_token_id AS uuid), CAST(:user_id AS uuid), CAST(:access_expires_at AS timestamptz), now(), now(), now())""", """
            UPDATE sessions SET access_token_id = gen_random_uuid(), access_expires_at = now() + interval '2 hours',
                   idle_until = now() + interval '30 minutes', refresh_count = refresh_count + 1, updated_at = now()
            WHERE id = CAST(:session_id AS uuid)""", """
            INSERT INTO refresh_tokens (id, session_id, token_hash, parent_id, expires_at, created_at, updated_at)
            VALUES (gen_random_uuid(), CAST(:session_id AS uuid), encode(sha256(uuid_send(gen_random_uuid())), 'hex'),
                    CAST(:refresh_id AS uuid), CAST(:expires_at AS timestamptz), now(), now())"""));

    /** What a logout writes, but for the audit log: the login is over, and so is its access token. */
    public static final SqlTransaction LOGOUT = new SqlTransaction("logout", List.of("""
            UPDATE sessions SET ended_at = now(), updated_at = now() WHERE id = CAST(md5('session-' || :n) AS uuid)
            RETURNING user_id, expires_at""", """
            INSERT INTO revocations (id, subject, expires_at, published_at, created_at, updated_at)
            VALUES (gen_random_uuid(), CAST(:user_id AS uuid), CAST(:expires_at AS timestamptz), now(), now(), now())"""));

    /**
     * Logins that are used by so many connections, each its own: two that take the same at once are no part of the ceiling.
     *
     * @param first the number of the first one
     */
    public record Logins(int first, int count, int connections) {

        int ofEach() {
            return count / connections;
        }
    }

    public Ceiling over(AuthDatabase database, Logins logins) {
        return duration -> perSecond(database, logins, duration);
    }

    private double perSecond(AuthDatabase database, Logins logins, Duration duration) {
        AtomicInteger connections = new AtomicInteger();
        return new Threads(logins.connections())
                .perSecond(() -> new Repetition(database.connect(), logins, connections.getAndIncrement()), duration);
    }

    /** The statements on one connection, prepared once. */
    private final class Repetition implements Threads.Work {

        private final Connection connection;
        private final Logins logins;
        private final int index;
        private final SplittableRandom random = new SplittableRandom();
        private final List<Prepared> prepared = new ArrayList<>();

        Repetition(Connection connection, Logins logins, int index) throws SQLException {
            this.connection = connection;
            this.logins = logins;
            this.index = index;
            connection.setAutoCommit(false);
            for (String statement : statements) {
                prepared.add(Prepared.of(connection, statement));
            }
        }

        @Override
        public void once() throws SQLException {
            Map<String, String> values = new HashMap<>();
            values.put("n", Integer.toString(number()));
            for (Prepared statement : prepared) {
                statement.run(values);
            }
            connection.commit();
        }

        private int number() {
            return logins.first() + index + logins.connections() * random.nextInt(logins.ofEach());
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** A statement, and the names of what its question marks stand for. */
    private record Prepared(PreparedStatement statement, List<String> names) {

        static Prepared of(Connection connection, String text) throws SQLException {
            List<String> names = new ArrayList<>();
            String sql = Placeholders.PATTERN.matcher(text).replaceAll(found -> {
                names.add(found.group(1));
                return "?";
            });
            return new Prepared(connection.prepareStatement(sql), List.copyOf(names));
        }

        /** Adds the columns of its row, if it has one, to what is known. */
        void run(Map<String, String> values) throws SQLException {
            for (int i = 0; i < names.size(); i++) {
                statement.setString(i + 1, values.get(names.get(i)));
            }
            if (!statement.execute()) {
                return;
            }
            try (ResultSet row = statement.getResultSet()) {
                if (!row.next()) {
                    throw new IllegalStateException("A seeded login is missing");
                }
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    values.put(row.getMetaData().getColumnLabel(column), row.getString(column));
                }
            }
        }
    }
}
