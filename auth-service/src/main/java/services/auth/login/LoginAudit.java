package services.auth.login;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.throttling.Limit;
import services.auth.throttling.Outcome;
import services.auth.throttling.Throttle;

/** Records the logins that were refused. */
@Singleton
class LoginAudit {

    // a flood of attempts shall not fill the audit log
    private static final Limit THROTTLED = Limit.parse("login.audit", "2/1m");

    private final AuditLog auditLog;
    private final Throttle throttle;

    LoginAudit(AuditLog auditLog, Throttle throttle) {
        this.auditLog = auditLog;
        this.throttle = throttle;
    }

    void refused(Optional<UUID> userId) {
        auditLog.failed(AuditType.LOGIN, userId.orElse(null), Map.of());
    }

    /** The first of those from one place. */
    void throttled(LoginOutcome.Throttled throttled, LoginAttempt attempt) {
        if (throttle.tryConsume(THROTTLED, attempt.address().network()) instanceof Outcome.Allowed) {
            auditLog.failed(AuditType.LOGIN_THROTTLED, null, Map.of("limit", throttled.limit()));
        }
    }
}
