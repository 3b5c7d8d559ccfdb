package services.auth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of the signing keys does what at a time. Nothing but the keys and the clock decides, so that all instances decide
 * alike without a word between them.
 *
 * @param byActiveFrom in the order in which they sign
 */
record KeyRing(List<StoredSigningKey> byActiveFrom) {

    /** A signature may be younger by this than the time at which its key was replaced, where a clock is behind. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    KeyRing {
        byActiveFrom = byActiveFrom.stream()
                .sorted(Comparator.comparing(StoredSigningKey::activeFrom).thenComparing(StoredSigningKey::id))
                .toList();
    }

    /** The key that signs; nothing only where there is no key at all. */
    Optional<StoredSigningKey> current(Instant now) {
        return byActiveFrom.stream()
                .filter(key -> !key.isRevokedAt(now) && !key.activeFrom().isAfter(now))
                .reduce((earlier, later) -> later)
                // where the others were deleted already by an instance whose clock is ahead
                .or(this::first);
    }

    private Optional<StoredSigningKey> first() {
        return byActiveFrom.stream()
                .filter(key -> key.revokedFrom() == null)
                .findFirst()
                .or(() -> byActiveFrom.stream().reduce((earlier, later) -> later));
    }

    /** The key that will sign last of those that are there. */
    Optional<StoredSigningKey> last() {
        return byActiveFrom.stream().filter(key -> key.revokedFrom() == null).reduce((earlier, later) -> later);
    }

    /**
     * From when no token of the key is accepted: when the last that it signed is dead, or else from its revocation.
     *
     * @param longestTokenLife from issue to {@code exp}
     */
    Instant acceptedUntil(StoredSigningKey key, Duration longestTokenLife) {
        Instant lastTokenDead = successor(key)
                .map(next -> next.activeFrom().plus(longestTokenLife).plus(CLOCK_SKEW))
                .orElse(Instant.MAX);
        Instant revoked = key.revokedFrom();
        return revoked != null && revoked.isBefore(lastTokenDead) ? revoked : lastTokenDead;
    }

    private Optional<StoredSigningKey> successor(StoredSigningKey key) {
        return byActiveFrom.stream()
                .skip(byActiveFrom.indexOf(key) + 1L)
                // one that was revoked before its time never signs
                .filter(next -> !next.isRevokedAt(next.activeFrom()))
                .findFirst();
    }
}
