package services.benchmarks.seed;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.local.LocalSystem;
import services.local.SystemDescription;

/** One item for each user, in the database of resource-service. */
public final class SeededData {

    private static final Logger LOG = LoggerFactory.getLogger(SeededData.class);

    private static final String ITEMS = """
            INSERT INTO data (id, owner, content, created_at, updated_at)
            SELECT uuidv7(), CAST(md5('user-' || n) AS uuid)::text, '{"note":"the only item of user ' || n || '"}', now(), now()
            FROM generate_series(1, ?) AS n""";

    private final SystemDescription.Connection address;

    public SeededData(LocalSystem system) {
        this.address = system.description().postgres().resource();
    }

    public void insert(int users) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.url(), address.username(), address.password());
                PreparedStatement insertion = connection.prepareStatement(ITEMS)) {
            insertion.setInt(1, users);
            insertion.executeUpdate();
            AuthDatabase.tidy(connection, "data");
        }
        LOG.info("Each of {} users has an item", users);
    }
}
