package services.auth.audit;

import java.util.UUID;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit log. Each method is to be called in the transaction of what it tells of. */
@Singleton
public class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final AuditEventRepository repository;

    AuditLog(AuditEventRepository repository) {
        this.repository = repository;
    }

    /** A refresh token came back after its time, as if stolen, and its session was ended (RFC 9700 section 4.14.2). */
    public void refreshTokenReplayed(UUID userId, UUID sessionId) {
        record("refresh_token_replayed", userId, sessionId);
    }

    /**
     * A new signing key takes over out of turn.
     *
     * @param compromised whether the tokens of all others are refused from then on
     */
    public void signingKeysRotated(UUID userId, UUID sessionId, boolean compromised) {
        record(compromised ? "signing_keys_revoked" : "signing_keys_rotated", userId, sessionId);
    }

    private void record(String type, UUID userId, UUID sessionId) {
        repository.save(new AuditEvent(UUID.randomUUID(), type, userId, sessionId, null, null));
        LOG.warn("Audit: {}, user {}, session {}", type, userId, sessionId);
    }
}
