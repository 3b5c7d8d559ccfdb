package services.auth.user;

import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.paging.Conditions;

/** Finds users page by page, along an index whatever is asked for: how far back a page is costs nothing. */
@Singleton
public class UserSearch {

    private final JdbcOperations jdbc;
    private final UserRepository repository;

    UserSearch(JdbcOperations jdbc, UserRepository repository) {
        this.jdbc = jdbc;
        this.repository = repository;
    }

    /** Which users; nobody ever sees one that is purged. */
    public enum Status {
        ACTIVE("('active')"),
        DISABLED("('disabled')"),
        DELETED("('deleted')"),
        ALL("('active'), ('disabled'), ('deleted')");

        private final String rows;

        Status(String rows) {
            this.rows = rows;
        }
    }

    /**
     * What is asked for.
     *
     * @param prefix how the username begins, or the e-mail address when there is an at sign
     * @param role which they have
     * @param after the user before the first one
     */
    public record Query(
            @Nullable String prefix,
            Status status,
            @Nullable String role,
            @Nullable UUID after,
            int limit) {

        boolean isByEmail() {
            return prefix != null && prefix.contains("@");
        }

        /** The table that has the index: who has a role, in order, is known where the roles are. */
        String table() {
            return role == null ? "users" : "user_roles";
        }

        String id() {
            return role == null ? "id" : "user_id";
        }

        /** "C" compares bytes, so that a prefix is a range. */
        String key() {
            return (isByEmail() ? "email_key" : "username_key") + " COLLATE \"C\"";
        }

        String keyOf(User user) {
            return isByEmail() ? user.emailKey() : user.usernameKey();
        }
    }

    /** In the order of their usernames; of their addresses when these are searched. */
    @Transactional(readOnly = true)
    public List<User> find(Query query) {
        Conditions conditions = conditions(query);
        // as many of each status, since the index is in order within one alone
        String sql = String.format(
                """
                SELECT u.*
                FROM (VALUES %1$s) wanted (status)
                CROSS JOIN LATERAL (
                    SELECT %3$s AS id, %4$s AS sort_key FROM %2$s listed %5$s ORDER BY %4$s, %3$s LIMIT %6$s) found
                JOIN users u ON u.id = found.id
                ORDER BY found.sort_key, found.id LIMIT ?""", query.status().rows, query.table(), query.id(), query.key(), conditions.where(), query.limit());
        return jdbc.prepareStatement(sql, statement -> {
            conditions.bind(statement, query.limit());
            try (ResultSet rows = statement.executeQuery()) {
                return jdbc.entityStream(rows, User.class).toList();
            }
        });
    }

    private Conditions conditions(Query query) {
        Conditions conditions = new Conditions().and("listed.status = wanted.status");
        if (query.role() != null) {
            conditions.and("role_name = ?", query.role());
        }
        String prefix = query.prefix() == null ? "" : Names.key(query.prefix());
        Optional<User> before = Optional.ofNullable(query.after()).flatMap(repository::findById);
        if (before.isPresent()) {
            conditions.and(
                    "(" + query.key() + ", " + query.id() + ") > (?, ?)",
                    query.keyOf(before.get()),
                    before.get().id());
        }
        if (!prefix.isEmpty()) {
            conditions.and(query.key() + " < ?", prefix + Character.toString(Character.MAX_CODE_POINT));
        }
        boolean isBehindTheFirst =
                before.filter(user -> query.keyOf(user).startsWith(prefix)).isPresent();
        if (!prefix.isEmpty() && !isBehindTheFirst) {
            // beside another lower bound, the index may be read from the lower of both
            conditions.and(query.key() + " >= ?", prefix);
        }
        return conditions;
    }
}
