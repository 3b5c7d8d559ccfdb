package services.auth.throttling;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;

/** @param enabled whether anything is refused at all */
@Context
@ConfigurationProperties("auth-service.throttling")
record ThrottlingConfiguration(boolean enabled) {}
