package services.auth.cleanup;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;

/**
 * @param batchSize rows that one statement deletes at most
 */
@Context
@ConfigurationProperties("auth-service.clean-up")
record CleanUpConfiguration(int batchSize) {}
