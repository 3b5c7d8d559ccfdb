package services.auth.token;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * @param timeToLive from issue to {@code exp}
 * @param idleTimeout how long a token lives that nobody uses; at most {@code timeToLive}
 * @param audience {@code aud} of users' tokens: the API that they are for
 */
@ConfigurationProperties("auth-service.access-token")
public record AccessTokenConfiguration(Duration timeToLive, Duration idleTimeout, String audience) {}
