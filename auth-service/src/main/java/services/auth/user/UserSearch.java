package services.auth.user;

import java.sql.ResultSet;
import java.util.List;
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

    /** Which users. */
    public enum Status {
        ACTIVE("u.deleted_at IS NULL AND u.disabled_at IS NULL"),
        DISABLED("u.deleted_at IS NULL AND u.disabled_at IS NOT NULL"),
        DELETED("u.deleted_at IS NOT NULL AND u.purged_at IS NULL"),
        ALL("u.purged_at IS NULL");

        private final String condition;

        Status(String condition) {
            this.condition = condition;
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
    }

    /** In the order of their usernames; of their addresses when these are searched. */
    @Transactional(readOnly = true)
    public List<User> find(Query query) {
        // "C" compares bytes, so that a prefix is a range
        String key = (query.isByEmail() ? "u.email_key" : "u.username_key") + " COLLATE \"C\"";
        Conditions conditions = conditions(query, key);
        String sql = "SELECT u.* FROM users u" + conditions.where() + " ORDER BY " + key + ", u.id LIMIT ?";
        return jdbc.prepareStatement(sql, statement -> {
            conditions.bind(statement, query.limit());
            try (ResultSet rows = statement.executeQuery()) {
                return jdbc.entityStream(rows, User.class).toList();
            }
        });
    }

    private Conditions conditions(Query query, String key) {
        Conditions conditions = new Conditions().and(query.status().condition);
        if (query.role() != null) {
            conditions.and(
                    "EXISTS (SELECT FROM user_roles ur WHERE ur.user_id = u.id AND ur.role_name = ?)", query.role());
        }
        if (query.prefix() != null) {
            String prefix = Names.key(query.prefix());
            conditions.and(
                    key + " >= ? AND " + key + " < ?", prefix, prefix + Character.toString(Character.MAX_CODE_POINT));
        }
        if (query.after() != null) {
            repository
                    .findById(query.after())
                    .ifPresent(user -> conditions.and(
                            "(" + key + ", u.id) > (?, ?)",
                            query.isByEmail() ? user.emailKey() : user.usernameKey(),
                            user.id()));
        }
        return conditions;
    }
}
