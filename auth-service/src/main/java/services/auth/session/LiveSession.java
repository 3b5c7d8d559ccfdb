package services.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import services.auth.token.Scope;

/**
 * A login that is alive, with its user's rights of this moment.
 *
 * @param idleTimeout what a validation sets the idle timer to; zero when nothing dies of idleness
 * @param idleUntil when it dies if nobody uses it
 * @param expiresAt when its access token dies at the latest
 * @param refreshCount how often it got a new access token
 */
public record LiveSession(
        UUID id,
        UUID userId,
        String username,
        List<String> roles,
        Scope scope,
        String clientId,
        Duration idleTimeout,
        Instant idleUntil,
        Instant expiresAt,
        Instant createdAt,
        int refreshCount) {

    LiveSession withIdleUntil(Instant instant) {
        return new LiveSession(
                id, userId, username, roles, scope, clientId, idleTimeout, instant, expiresAt, createdAt, refreshCount);
    }

    /** Whether starting the idle timer again would win as much as is worth a write; check.lua counts with the same. */
    boolean isWorthRenewing(Instant now) {
        return !idleTimeout.isZero()
                && Duration.between(idleUntil, renewedUntil(now)).toMillis() * 100 >= idleTimeout.toMillis();
    }

    /** When an idle timer that starts now would run out. */
    Instant renewedUntil(Instant now) {
        if (idleTimeout.isZero()) {
            return expiresAt;
        }
        Instant renewed = now.plus(idleTimeout);
        return renewed.isBefore(expiresAt) ? renewed : expiresAt;
    }
}
