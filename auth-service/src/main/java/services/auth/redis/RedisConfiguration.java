package services.auth.redis;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * @param uri {@code redis://[:password@]host:port}, or {@code rediss://} for TLS
 * @param timeout how long one command may take before PostgreSQL is asked instead
 */
@ConfigurationProperties("auth-service.redis")
record RedisConfiguration(String uri, Duration timeout) {}
