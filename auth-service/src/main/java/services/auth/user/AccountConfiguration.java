package services.auth.user;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;

/** @param retention how long a deleted account can be restored, before its personal data are deleted too */
@Context
@ConfigurationProperties("auth-service.account")
record AccountConfiguration(Duration retention) {}
