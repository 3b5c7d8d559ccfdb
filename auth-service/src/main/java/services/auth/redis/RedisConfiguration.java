package services.auth.redis;

import java.time.Duration;

import io.lettuce.core.RedisURI;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;

/**
 * @param uri {@code redis://[:password@]host:port}, or {@code rediss://} for TLS
 * @param timeout how long one command may take before PostgreSQL is asked instead
 */
@Context
@ConfigurationProperties("auth-service.redis")
record RedisConfiguration(String uri, Duration timeout) {

    RedisURI address() {
        try {
            return RedisURI.create(uri);
        } catch (IllegalArgumentException malformed) {
            throw new StartException("AUTH_SERVICE_REDIS_URI must look like redis://[:password@]host:6379");
        }
    }

    @Override
    public String toString() {
        return "RedisConfiguration";
    }
}
