package services.backing;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A Redis of our own, in a container or embedded. */
final class LocalRedis extends LocalServer implements Redis {

    private static final Duration START = Duration.ofSeconds(30);

    private String version = "";

    LocalRedis(ServerProcess server) {
        super(server, "Redis", START);
        start();
    }

    @Override
    public URI uri() {
        return URI.create("redis://127.0.0.1:" + server.port());
    }

    @Override
    public void wipe() {
        try (RedisConnection connection = new RedisConnection(server.port())) {
            connection.ask("FLUSHALL");
        } catch (IOException e) {
            throw new BackingServiceFailure("emptying Redis failed: " + e.getMessage(), e);
        }
    }

    @Override
    String version() {
        return version;
    }

    @Override
    boolean answers() {
        try (RedisConnection connection = new RedisConnection(server.port())) {
            boolean ready = connection.ask("PING").equals("+PONG");
            version = ready ? connection.information("server", "redis_version") : "";
            return ready;
        } catch (IOException ignored) {
            return false;
        }
    }
}
