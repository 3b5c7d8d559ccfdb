package services.backing;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The Redis that the environment names. */
record ConfiguredRedis(URI uri) implements Redis, ConfiguredServer {

    static Optional<ConfiguredRedis> from(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("AUTH_SERVICE_REDIS_URI"))
                .map(URI::create)
                .map(ConfiguredRedis::new);
    }

    @Override
    public void wipe() {
        throw notOurs();
    }

    /** The address without a password. */
    @Override
    public String description() {
        return "configured Redis at " + uri.getHost() + ":" + uri.getPort();
    }
}
