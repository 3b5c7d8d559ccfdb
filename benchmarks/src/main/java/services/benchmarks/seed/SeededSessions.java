package services.benchmarks.seed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logins by the hundred thousand that go on: a row like that of a real login, and a refresh token that is good for one refresh. The user
 * of a login has its number, or comes round again where there are more logins than users.
 */
public final class SeededSessions {

    private static final Logger LOG = LoggerFactory.getLogger(SeededSessions.class);
    private static final int AT_ONCE = 50_000;

    private static final String SESSIONS = """
            INSERT INTO sessions (id, user_id, client_id, generation, flavour, idle_timeout_seconds, idle_until, expires_at,
                                  access_token_id, access_expires_at, address, created_at, updated_at)
            SELECT CAST(md5('session-' || n) AS uuid), CAST(md5('user-' || ((n - 1) % ? + 1)) AS uuid), t.client_id, 0, t.flavour,
                   t.idle_timeout_seconds, t.idle_until, t.expires_at, CAST(md5('token-' || n) AS uuid), t.access_expires_at,
                   t.address, t.created_at, t.updated_at
            FROM (SELECT s.* FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.username_key = ? LIMIT 1) AS t
            CROSS JOIN generate_series(?, ?) AS n""";
    private static final String REFRESH_TOKENS = """
            INSERT INTO refresh_tokens (id, session_id, token_hash, expires_at, created_at, updated_at)
            SELECT CAST(md5('refresh-' || s.n) AS uuid), s.id,
                   encode(sha256(convert_to('refresh-token-of-session-' || s.n, 'UTF8')), 'hex'),
                   t.expires_at, t.created_at, t.updated_at
            FROM (SELECT n, CAST(md5('session-' || n) AS uuid) AS id FROM generate_series(?, ?) AS n) AS s
            JOIN sessions t ON t.id = s.id""";

    private final AuthDatabase database;
    private final int users;

    public SeededSessions(AuthDatabase database, int users) {
        this.database = database;
        this.users = users;
    }

    /** What a login is refreshed with; they are counted from 1. */
    public static String refreshToken(int number) {
        return "refresh-token-of-session-" + number;
    }

    public void insert(int wanted) throws SQLException {
        try (Connection connection = database.connect()) {
            for (int from = 1; from <= wanted; from += AT_ONCE) {
                int until = Math.min(wanted, from + AT_ONCE - 1);
                sessions(connection, from, until);
                refreshTokens(connection, from, until);
                LOG.info("{} of {} sessions are there", until, wanted);
            }
            AuthDatabase.tidy(connection, "sessions");
            AuthDatabase.tidy(connection, "refresh_tokens");
        }
    }

    private void sessions(Connection connection, int from, int until) throws SQLException {
        try (PreparedStatement insertion = connection.prepareStatement(SESSIONS)) {
            insertion.setInt(1, users);
            insertion.setString(2, SeededUsers.TEMPLATE);
            insertion.setInt(3, from);
            insertion.setInt(4, until);
            insertion.executeUpdate();
        }
    }

    private static void refreshTokens(Connection connection, int from, int until) throws SQLException {
        try (PreparedStatement insertion = connection.prepareStatement(REFRESH_TOKENS)) {
            insertion.setInt(1, from);
            insertion.setInt(2, until);
            insertion.executeUpdate();
        }
    }
}
