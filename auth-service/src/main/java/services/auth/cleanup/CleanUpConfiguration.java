package services.auth.cleanup;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * @param batchSize rows that one statement deletes at most
 */
@ConfigurationProperties("auth-service.clean-up")
record CleanUpConfiguration(int batchSize) {}
