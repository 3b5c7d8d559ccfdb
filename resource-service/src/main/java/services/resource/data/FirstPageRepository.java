package services.resource.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;

/**
 * The beginnings of the lists of many owners, read by one statement. It takes the owners as one value and joins each with the own
 * rows alone, by the index over owner and id.
 */
@Singleton
class FirstPageRepository {

    private static final String ONE = "SELECT 1 AS number, id, content, created_at, updated_at FROM data"
            + " WHERE owner = ? ORDER BY id LIMIT ?";

    private static final String MANY = """
            SELECT wanted.number, page.*
            FROM unnest(?::text[], ?::int[]) WITH ORDINALITY AS wanted (owner, rows, number)
            CROSS JOIN LATERAL (
                SELECT id, content, created_at, updated_at FROM data
                WHERE data.owner = wanted.owner ORDER BY id LIMIT wanted.rows
            ) AS page
            ORDER BY wanted.number, page.id""";

    private final DataSource database;

    /**
     * What is wanted of one list.
     *
     * @param rows how many at most
     */
    record Wanted(String owner, int rows) {}

    FirstPageRepository(DataSource database, DataSourceResolver resolver) {
        // the pool itself: the injected one gives connections only inside a unit of work
        this.database = resolver.resolve(database);
    }

    /** The first items of each, in the order in which they are wanted. Blocks. */
    List<List<DataItem>> find(List<Wanted> wanted) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        wanted.size() == 1 ? one(connection, wanted.getFirst()) : many(connection, wanted);
                ResultSet rows = statement.executeQuery()) {
            return read(rows, wanted);
        } catch (SQLException e) {
            throw new DataAccessException("First pages cannot be read: " + e.getMessage(), e);
        }
    }

    private static PreparedStatement one(Connection connection, Wanted wanted) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(ONE);
        statement.setString(1, wanted.owner());
        statement.setInt(2, wanted.rows());
        return statement;
    }

    private static PreparedStatement many(Connection connection, List<Wanted> wanted) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(MANY);
        statement.setObject(1, wanted.stream().map(Wanted::owner).toArray(String[]::new));
        statement.setObject(2, wanted.stream().mapToInt(Wanted::rows).toArray());
        return statement;
    }

    private static List<List<DataItem>> read(ResultSet rows, List<Wanted> wanted) throws SQLException {
        List<List<DataItem>> found = Stream.generate(() -> (List<DataItem>) new ArrayList<DataItem>())
                .limit(wanted.size())
                .toList();
        while (rows.next()) {
            int index = rows.getInt(1) - 1;
            found.get(index).add(item(rows, wanted.get(index).owner()));
        }
        return found;
    }

    private static DataItem item(ResultSet row, String owner) throws SQLException {
        return new DataItem(
                row.getObject(2, UUID.class),
                owner,
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant());
    }
}
