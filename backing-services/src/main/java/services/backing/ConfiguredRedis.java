package services.backing;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The Redis that the environment names; it is not ours to empty or to stop. */
record ConfiguredRedis(URI uri) implements Redis {

    static Optional<ConfiguredRedis> from(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("AUTH_SERVICE_REDIS_URI"))
                .map(URI::create)
                .map(ConfiguredRedis::new);
    }

    @Override
    public void wipe() {
        throw notOurs();
    }

    @Override
    public void kill() {
        throw notOurs();
    }

    @Override
    public void start() {
        throw notOurs();
    }

    @Override
    public void startEmpty() {
        throw notOurs();
    }

    @Override
    public void pause() {
        throw notOurs();
    }

    @Override
    public void resume() {
        throw notOurs();
    }

    @Override
    public void close() {
        // it was there before us and stays
    }

    /** The address without a password. */
    @Override
    public String description() {
        return "configured Redis at " + uri.getHost() + ":" + uri.getPort();
    }

    private static UnsupportedOperationException notOurs() {
        return new UnsupportedOperationException("a configured Redis is not ours to empty, stop or start");
    }
}
