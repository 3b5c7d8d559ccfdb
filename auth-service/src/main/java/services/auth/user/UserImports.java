package services.auth.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Makes many accounts at once. */
@Singleton
public class UserImports {

    private static final String INSERT = """
            INSERT INTO users (id, username, username_key, email, email_key, email_verified, password_hash, locale,
                               generation, version, created_at, updated_at)
            SELECT *, 0, 0, CAST(? AS timestamptz), CAST(? AS timestamptz)
            FROM unnest(CAST(? AS uuid[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]),
                        CAST(? AS boolean[]), CAST(? AS text[]), CAST(? AS text[]))
            ON CONFLICT DO NOTHING RETURNING id""";

    private static final String TELL = """
            INSERT INTO user_claims (user_id, claims, created_at, updated_at)
            SELECT told.user_id, CAST(told.claims AS jsonb), CAST(? AS timestamptz), CAST(? AS timestamptz)
            FROM unnest(CAST(? AS uuid[]), CAST(? AS text[])) AS told (user_id, claims)""";

    private static final String GIVE_ROLES = """
            INSERT INTO user_roles (user_id, role_name, created_at, updated_at)
            SELECT *, CAST(? AS timestamptz), CAST(? AS timestamptz)
            FROM unnest(CAST(? AS uuid[]), CAST(? AS text[])) ON CONFLICT DO NOTHING""";

    private final JdbcOperations jdbc;
    private final ObjectMapper mapper;
    private final Clock clock;

    UserImports(JdbcOperations jdbc, ObjectMapper mapper, Clock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * An account to be, and the roles that it gets.
     *
     * @param claims what is told of the user
     */
    public record Import(NewUser user, @Nullable StandardClaims claims, List<String> roles) {}

    /**
     * Makes those accounts whose username, and whose address if it counts as confirmed, nobody has.
     *
     * @return the ids of those that were made
     */
    @Transactional
    public Set<UUID> create(List<Import> imports) {
        List<User> users = imports.stream().map(one -> one.user().toUser()).toList();
        Set<UUID> created = jdbc.prepareStatement(INSERT, statement -> insert(statement, users));
        jdbc.prepareStatement(GIVE_ROLES, statement -> giveRoles(statement, imports, created));
        jdbc.prepareStatement(TELL, statement -> tell(statement, imports, created));
        return created;
    }

    private Set<UUID> insert(PreparedStatement statement, List<User> users) throws SQLException {
        setTimes(statement);
        setArray(statement, 3, "uuid", users, User::id);
        setArray(statement, 4, "text", users, User::username);
        setArray(statement, 5, "text", users, User::usernameKey);
        setArray(statement, 6, "text", users, User::email);
        setArray(statement, 7, "text", users, User::emailKey);
        setArray(statement, 8, "boolean", users, User::emailVerified);
        setArray(statement, 9, "text", users, User::passwordHash);
        setArray(statement, 10, "text", users, User::locale);
        Set<UUID> created = new HashSet<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                created.add(rows.getObject(1, UUID.class));
            }
        }
        return created;
    }

    private record Told(UUID userId, String claims) {}

    private int tell(PreparedStatement statement, List<Import> imports, Set<UUID> created) throws SQLException {
        List<Told> told = new ArrayList<>();
        for (Import one : imports) {
            if (one.claims() != null && created.contains(one.user().id())) {
                told.add(new Told(one.user().id(), write(one.claims().completed())));
            }
        }
        setTimes(statement);
        setArray(statement, 3, "uuid", told, Told::userId);
        setArray(statement, 4, "text", told, Told::claims);
        return told.isEmpty() ? 0 : statement.executeUpdate();
    }

    private String write(StandardClaims claims) {
        try {
            return mapper.writeValueAsString(claims);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Given(UUID userId, String role) {}

    private int giveRoles(PreparedStatement statement, List<Import> imports, Set<UUID> created) throws SQLException {
        List<Given> given = imports.stream()
                .filter(one -> created.contains(one.user().id()))
                .flatMap(one ->
                        one.roles().stream().map(role -> new Given(one.user().id(), role)))
                .toList();
        setTimes(statement);
        setArray(statement, 3, "uuid", given, Given::userId);
        setArray(statement, 4, "text", given, Given::role);
        return statement.executeUpdate();
    }

    private void setTimes(PreparedStatement statement) throws SQLException {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        statement.setObject(1, now);
        statement.setObject(2, now);
    }

    private static <T> void setArray(
            PreparedStatement statement,
            int index,
            String type,
            List<T> rows,
            Function<T, ? extends @Nullable Object> column)
            throws SQLException {
        Connection connection = statement.getConnection();
        Array array = connection.createArrayOf(type, rows.stream().map(column).toArray());
        statement.setArray(index, array);
    }
}
