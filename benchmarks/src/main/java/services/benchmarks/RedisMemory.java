package services.benchmarks;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;

import static org.awaitility.Awaitility.await;

/** What the Redis of the system says of itself. */
final class RedisMemory implements AutoCloseable {

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    RedisMemory(String uri) {
        client = RedisClient.create(uri);
        connection = client.connect();
    }

    long keys() {
        return connection.sync().dbsize();
    }

    /** In bytes, with the buffers of connections and of the file of writes: they come and go, 20 kB at a time. */
    long usedMemory() {
        return Long.parseLong(information("memory", "used_memory"));
    }

    /** What a key and its value take on average, without their places in the tables of keys and of expirations. */
    double bytesPerKey(String pattern) {
        RedisCommands<String, String> redis = connection.sync();
        return ScanIterator.scan(redis, ScanArgs.Builder.matches(pattern)).stream()
                .mapToLong(redis::memoryUsage)
                .average()
                .orElseThrow(() -> new IllegalStateException("Redis has no key like " + pattern));
    }

    String version() {
        return information("server", "redis_version");
    }

    /** Returns when its file of writes is not being rewritten, which costs memory and a processor. */
    void awaitQuiet() {
        await().atMost(Duration.ofMinutes(5))
                .until(() ->
                        information("persistence", "aof_rewrite_in_progress").equals("0"));
    }

    private String information(String section, String name) {
        Matcher matcher = Pattern.compile("^" + name + ":(\\S+)\\s*$", Pattern.MULTILINE)
                .matcher(connection.sync().info(section));
        if (!matcher.find()) {
            throw new IllegalStateException("Redis does not tell its " + name);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
