package services.benchmarks.load.machine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import services.benchmarks.seed.AuthDatabase;

/** The processes of PostgreSQL and Redis, as they name them; nothing where they run in a container, whose numbers are others. */
public final class ServerProcesses {

    private static final Pattern REDIS = Pattern.compile("^process_id:(\\d+)", Pattern.MULTILINE);

    private ServerProcesses() {}

    public static Optional<MeasuredProcess> postgres(AuthDatabase database) {
        try (Connection connection = database.connect();
                ResultSet row = connection.createStatement().executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return MeasuredProcess.parentOf(row.getLong(1)).filter(server -> server.runs("postgres"));
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not tell its process", e);
        }
    }

    public static Optional<MeasuredProcess> redis(String uri) {
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            Matcher id = REDIS.matcher(connection.sync().info("server"));
            return id.find()
                    ? Optional.of(MeasuredProcess.withWorkers(Long.parseLong(id.group(1))))
                            .filter(server -> server.runs("redis"))
                    : Optional.empty();
        } finally {
            client.shutdown();
        }
    }
}
