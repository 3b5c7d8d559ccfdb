package services.auth.user;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

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
        Statement statement =
                new Statement(query, query.after() == null ? Optional.empty() : repository.findById(query.after()));
        return jdbc.prepareStatement(statement.sql(), prepared -> {
            int index = 1;
            for (Object value : statement.values) {
                prepared.setObject(index++, value);
            }
            try (ResultSet rows = prepared.executeQuery()) {
                return jdbc.entityStream(rows, User.class).toList();
            }
        });
    }

    /** Conditions are written only where they are wanted: with all of them in one statement, the planner could use no index. */
    private static final class Statement {

        private final StringBuilder where = new StringBuilder();
        private final List<Object> values = new ArrayList<>();
        private final String key;
        private final boolean hasRole;

        Statement(Query query, Optional<User> after) {
            // "C" compares bytes, so that a prefix is a range
            key = query.isByEmail() ? "u.email_key COLLATE \"C\"" : "u.username_key COLLATE \"C\"";
            hasRole = query.role() != null;
            if (query.role() != null) {
                values.add(query.role());
            }
            where.append(query.status().condition);
            if (query.prefix() != null) {
                String prefix = Names.key(query.prefix());
                where.append(" AND ")
                        .append(key)
                        .append(" >= ? AND ")
                        .append(key)
                        .append(" < ?");
                values.add(prefix);
                values.add(prefix + Character.toString(Character.MAX_CODE_POINT));
            }
            after.ifPresent(user -> {
                where.append(" AND (").append(key).append(", u.id) > (?, ?)");
                values.add(query.isByEmail() ? user.emailKey() : user.usernameKey());
                values.add(user.id());
            });
            values.add(query.limit());
        }

        String sql() {
            return "SELECT u.* FROM users u"
                    + (hasRole ? " JOIN user_roles ur ON ur.user_id = u.id AND ur.role_name = ?" : "")
                    + " WHERE " + where + " ORDER BY " + key + ", u.id LIMIT ?";
        }
    }
}
