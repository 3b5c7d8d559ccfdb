package services.auth.validation;

import io.micronaut.serde.annotation.Serdeable;

/**
 * The token is not live. Why, is not told.
 *
 * @param authenticated always false
 */
@Serdeable
record DeadTokenResponse(boolean authenticated) {}
