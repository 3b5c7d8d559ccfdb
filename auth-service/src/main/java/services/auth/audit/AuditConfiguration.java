package services.auth.audit;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;

/** @param retention how long events are kept; whole months are deleted, so the last of them for up to a month longer */
@Context
@ConfigurationProperties("auth-service.audit")
record AuditConfiguration(Duration retention) {}
