package services.benchmarks.seed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.lettuce.core.KeyScanArgs;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RestoreArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills Redis with what it holds of logins that are in use: the key of a real one again and again, under the names of others. Each names
 * another access token than its login has, so that whoever asks for such a login is sent to PostgreSQL, and loses nothing.
 */
public final class SessionCopies {

    private static final Logger LOG = LoggerFactory.getLogger(SessionCopies.class);
    private static final int AT_ONCE = 2_000;
    private static final int PROGRESS = 50_000;

    private final String uri;

    public SessionCopies(String uri) {
        this.uri = uri;
    }

    /**
     * Copies what Redis holds of that login, which has been validated.
     *
     * @param sessionId its {@code sid}
     * @return how many keys were written: none where Redis holds nothing of it
     */
    public int write(UUID userId, UUID sessionId, int wanted, int users) {
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE)) {
            Optional<byte[]> key = keyOf(connection, sessionId);
            key.ifPresent(found -> copy(connection, found, userId, sessionId, wanted, users));
            return key.isPresent() ? wanted : 0;
        } finally {
            client.shutdown();
        }
    }

    private static Optional<byte[]> keyOf(StatefulRedisConnection<byte[], byte[]> connection, UUID sessionId) {
        ScanIterator<byte[]> keys = ScanIterator.scan(
                connection.sync(),
                KeyScanArgs.Builder.matches("*" + sessionId + "*").limit(10_000));
        return keys.stream().findFirst();
    }

    private static void copy(
            StatefulRedisConnection<byte[], byte[]> connection,
            byte[] key,
            UUID userId,
            UUID sessionId,
            int wanted,
            int users) {
        String name = new String(key, StandardCharsets.UTF_8);
        byte[] content = connection.sync().dump(key);
        RestoreArgs life = RestoreArgs.Builder.ttl(connection.sync().pttl(key)).replace();
        connection.setAutoFlushCommands(false);
        List<RedisFuture<?>> running = new ArrayList<>();
        for (int number = 1; number <= wanted; number++) {
            String copy = name.replace(
                            userId.toString(),
                            SeededUsers.id((number - 1) % users + 1).toString())
                    .replace(
                            sessionId.toString(),
                            SeededUsers.md5("session-" + number).toString());
            running.add(connection.async().restore(copy.getBytes(StandardCharsets.UTF_8), content, life));
            if (number % AT_ONCE == 0 || number == wanted) {
                connection.flushCommands();
                LettuceFutures.awaitAll(Duration.ofMinutes(1), running.toArray(RedisFuture[]::new));
                running.clear();
            }
            if (number % PROGRESS == 0) {
                LOG.info("Redis holds {} of {} sessions", number, wanted);
            }
        }
        connection.setAutoFlushCommands(true);
    }
}
