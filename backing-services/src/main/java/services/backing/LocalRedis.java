package services.backing;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A Redis of our own, in a container or embedded. */
final class LocalRedis implements Redis {

    private static final Duration START = Duration.ofSeconds(30);

    private final ServerProcess server;
    private String version = "";

    LocalRedis(ServerProcess server) {
        this.server = server;
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
    public void kill() {
        server.kill();
    }

    @Override
    public void start() {
        server.launch();
        if (!Deadline.met(START, this::answers)) {
            String lastWords = server.lastWords();
            server.stop();
            throw new BackingServiceFailure(server.kind() + " Redis does not start: " + lastWords);
        }
    }

    @Override
    public void startEmpty() {
        server.erase();
        start();
    }

    @Override
    public void pause() {
        server.pause();
    }

    @Override
    public void resume() {
        server.resume();
    }

    @Override
    public void close() {
        server.stop();
    }

    @Override
    public String description() {
        return server.kind() + " Redis " + version + " on port " + server.port();
    }

    private boolean answers() {
        try (RedisConnection connection = new RedisConnection(server.port())) {
            boolean ready = connection.ask("PING").equals("+PONG");
            version = ready ? connection.information("server", "redis_version") : "";
            return ready;
        } catch (IOException ignored) {
            return false;
        }
    }
}
