package services.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import services.benchmarks.seed.AuthDatabase;
import tools.jackson.databind.json.JsonMapper;

/**
 * The accounts of an import, in no order. Three tenths of them are guests, six tenths members and one tenth visitors, and so they
 * follow in the order of their names. Those who share a state or a rare role lie together in that order: whoever went along it
 * and left out all others would have far to go.
 */
record ManyUsers(int count) {

    /** What everybody has who is given nothing else. */
    static final String EVERYBODY = "subscriber";
    /** The role of the last members, one user in a hundred. */
    static final String SOME = "editor";
    /** The role of ten members. */
    static final String FEW = "auditor";

    /** A prime that no count has as a factor, so that each number comes once. */
    private static final long STRIDE = 1_299_709;

    private static final String HASH = "pbkdf2_sha256$120000$abcdefghijkl$Ht+NAKkU+hwtPEALbICZdxgd0GGwAjvRZkiNo6xyCdk=";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static String guest(int number) {
        return name("guest", number);
    }

    static String member(int number) {
        return name("member", number);
    }

    static String visitor(int number) {
        return name("visitor", number);
    }

    /** How the address of a guest begins. */
    static String company(int number) {
        return name("info@company", number);
    }

    /** Lines of the import, from the one with that index. */
    byte[] lines(int from, int howMany) {
        return IntStream.range(from, Math.min(from + howMany, count))
                .mapToObj(index -> JSON.writeValueAsString(account((int) (index * STRIDE % count))) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Disables the first half of the visitors and deletes the last tenth, as no import does. */
    void disableAndDelete(AuthDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            markVisitors(connection, "disabled_at", 0, count / 2);
            markVisitors(connection, "deleted_at", count - count / 10, count);
            AuthDatabase.tidy(connection, "users");
            AuthDatabase.tidy(connection, "user_roles");
        }
    }

    private static void markVisitors(Connection connection, String column, int from, int to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE users SET " + column + " = now() "
                + "WHERE username_key COLLATE \"C\" >= ? AND username_key COLLATE \"C\" < ?")) {
            update.setString(1, visitor(from));
            update.setString(2, visitor(to));
            update.executeUpdate();
        }
    }

    private Map<String, ?> account(int number) {
        String username = username(number);
        boolean isGuest = username.equals(guest(number));
        return Map.of(
                "username",
                username,
                "email",
                isGuest ? company(number) + ".example" : username + "@example.org",
                "email_verified",
                number % 2 == 0,
                "password_hash",
                HASH,
                "roles",
                roles(number));
    }

    private static String username(int number) {
        int tenth = number % 10;
        if (tenth < 6) {
            return member(number);
        }
        return tenth < 9 ? guest(number) : visitor(number);
    }

    private List<String> roles(int number) {
        List<String> roles = new ArrayList<>(List.of(EVERYBODY));
        if (number % 10 < 6 && number >= count - count / 60) {
            roles.add(SOME);
        }
        if (number % (count / 10) == 0) {
            roles.add(FEW);
        }
        return roles;
    }

    private static String name(String family, int number) {
        return String.format(Locale.ROOT, "%s-%07d", family, number);
    }
}
