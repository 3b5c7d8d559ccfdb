package services.auth.redis;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * @param timeout how long one command may take before PostgreSQL is asked instead
 */
@ConfigurationProperties("auth-service.redis")
record RedisConfiguration(Duration timeout) {}
