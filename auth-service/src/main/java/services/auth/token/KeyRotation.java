package services.auth.token;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.audit.AuditLog;
import services.auth.audit.AuditType;
import services.auth.schema.Schema;

/**
 * Makes signing keys, each with the time from which it signs. That time lies so far ahead that every instance has read the
 * key by then: they change to it at the same moment, by the clock.
 */
@Singleton
public class KeyRotation {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final SigningKeyRepository repository;
    private final KeyEncryption encryption;
    private final SigningKeyConfiguration configuration;
    private final AuditLog auditLog;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    KeyRotation(
            SigningKeyRepository repository,
            KeyEncryption encryption,
            SigningKeyConfiguration configuration,
            AuditLog auditLog,
            TransactionOperations<?> transactions,
            Clock clock,
            @SuppressWarnings("unused") Schema migrated) {
        this.repository = repository;
        this.encryption = encryption;
        this.configuration = configuration;
        this.auditLog = auditLog;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A key that takes over out of turn.
     *
     * @param keyId {@code kid}
     * @param activeFrom when it takes over
     */
    public record Successor(String keyId, Instant activeFrom) {}

    /**
     * Makes the next key of the schedule, if it is time for that and no other instance has made it.
     *
     * @param known the keys as they were read last
     * @return whether there are other keys now than the known ones
     */
    boolean rotateIfDue(KeyRing known) {
        if (!isDue(known, clock.instant())) {
            return false;
        }
        // before the lock and before the look at the clock: it takes a while
        SigningKey made = SigningKey.generate();
        transactions.executeWrite(ignored -> {
            KeyRing ring = readLocked();
            Instant now = clock.instant();
            return isDue(ring, now) ? Optional.of(save(made, nextActiveFrom(ring, now))) : Optional.empty();
        });
        return true;
    }

    /**
     * Lets a new key take over as soon as every instance knows it. Calls that come together agree on one.
     *
     * @param compromised whether the other keys may be in wrong hands: no token of theirs is accepted from that moment on
     */
    public Successor rotateNow(boolean compromised) {
        SigningKey made = SigningKey.generate();
        return transactions.executeWrite(ignored -> {
            KeyRing ring = readLocked();
            StoredSigningKey successor = pending(ring, clock.instant())
                    .filter(pending -> !compromised || isAlone(pending, ring))
                    .orElseGet(() -> {
                        auditLog.succeeded(
                                compromised ? AuditType.SIGNING_KEYS_REVOKED : AuditType.SIGNING_KEYS_ROTATED, null);
                        return save(made, clock.instant().plus(configuration.lead()));
                    });
            if (compromised) {
                repository.revokeAllBut(successor.id(), successor.activeFrom(), clock.instant());
            }
            return new Successor(successor.keyId(), successor.activeFrom());
        });
    }

    /** Gives keys that an earlier version made the pairs that it did not know of. */
    KeyRing complete(KeyRing ring) {
        List<StoredSigningKey> incomplete = ring.byActiveFrom().stream()
                .filter(key -> key.encryptedOtherJwks() == null)
                .toList();
        if (incomplete.isEmpty()) {
            return ring;
        }
        incomplete.forEach(key -> repository.complete(
                key.id(),
                encryption.encrypt(SigningKey.generateOthers(key.keyId()).toString(false)),
                clock.instant()));
        return new KeyRing(repository.findAllOrderByActiveFromAndId());
    }

    private KeyRing readLocked() {
        repository.lock();
        return new KeyRing(repository.findAllOrderByActiveFromAndId());
    }

    private boolean isDue(KeyRing ring, Instant now) {
        return ring.last()
                .map(last ->
                        last.activeFrom().plus(configuration.rotationInterval()).minus(configuration.publishAhead()))
                .map(due -> !now.isBefore(due))
                .orElse(true);
    }

    private Instant nextActiveFrom(KeyRing ring, Instant now) {
        Instant published = now.plus(configuration.publishAhead());
        return ring.last()
                .map(last -> last.activeFrom().plus(configuration.rotationInterval()))
                .map(inTurn -> inTurn.isAfter(published) ? inTurn : published)
                // the very first: nobody waits for it, nobody could do without it
                .orElse(now);
    }

    /** A key that takes over as soon as a new one could. */
    private Optional<StoredSigningKey> pending(KeyRing ring, Instant now) {
        return ring.byActiveFrom().stream()
                .filter(key -> key.revokedFrom() == null)
                .filter(key -> key.activeFrom().isAfter(now))
                .filter(key -> !key.activeFrom().isAfter(now.plus(configuration.lead())))
                .findFirst();
    }

    /** Whether every other key is revoked by the time when this one takes over. */
    private static boolean isAlone(StoredSigningKey key, KeyRing ring) {
        return ring.byActiveFrom().stream().allMatch(other -> other.equals(key) || other.isRevokedAt(key.activeFrom()));
    }

    private StoredSigningKey save(SigningKey made, Instant activeFrom) {
        // PostgreSQL would round what is finer
        StoredSigningKey key = repository.save(made.encrypted(encryption, activeFrom.truncatedTo(ChronoUnit.MILLIS)));
        LOG.info("Made signing key {}, which signs from {} on", key.id(), key.activeFrom());
        return key;
    }
}
