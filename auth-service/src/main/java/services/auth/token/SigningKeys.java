package services.auth.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.annotation.Scheduled;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.cleanup.DeadRows;
import services.auth.error.Outage;
import services.auth.error.UnavailableException;

/**
 * The keys that sign tokens. They rest in PostgreSQL, the private part encrypted, so that tokens survive a restart
 * and every instance signs and verifies with the same ones. Here they are in memory, and no request waits for SQL.
 */
@Context
public class SigningKeys implements DeadRows {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private final SigningKeyRepository repository;
    private final KeyRotation rotation;
    private final KeyEncryption encryption;
    private final SigningKeyConfiguration configuration;
    private final Duration longestTokenLife;
    private final Clock clock;
    private volatile Known known = Known.NOTHING;
    private boolean isReadable = true;

    /** @param acceptedUntil see {@link KeyRing#acceptedUntil} */
    private record Usable(SigningKey key, Instant acceptedUntil) {}

    /**
     * What was read last.
     *
     * @param byKeyId by each {@code kid} that it has
     * @param published the keys that are not dead
     * @param jwkSet the same as JSON
     * @param readAt not later than the reading
     */
    private record Known(KeyRing ring, Map<String, Usable> byKeyId, JWKSet published, String jwkSet, Instant readAt) {

        static final Known NOTHING = of(new KeyRing(List.of()), Map.of(), Instant.MIN);

        static Known of(KeyRing ring, Map<String, Usable> byKeyId, Instant readAt) {
            JWKSet published = new JWKSet(ring.byActiveFrom().stream()
                    .map(stored -> byKeyId.get(stored.keyId()))
                    .filter(usable -> readAt.isBefore(usable.acceptedUntil()))
                    .flatMap(usable -> usable.key().publicJwks())
                    .toList());
            return new Known(ring, Map.copyOf(byKeyId), published, published.toString(), readAt);
        }
    }

    SigningKeys(
            SigningKeyRepository repository,
            KeyRotation rotation,
            KeyEncryption encryption,
            SigningKeyConfiguration configuration,
            AccessTokenConfiguration accessToken,
            @Value("${auth-service.client-access-token.time-to-live}") Duration clientTimeToLive,
            Clock clock) {
        this.repository = repository;
        this.rotation = rotation;
        this.encryption = encryption;
        this.configuration = configuration;
        this.longestTokenLife =
                accessToken.timeToLive().compareTo(clientTimeToLive) > 0 ? accessToken.timeToLive() : clientTimeToLive;
        this.clock = clock;
        readAndRotate();
    }

    /** The key that signs now. */
    SigningKey current() {
        Known now = known;
        return now.ring()
                .current(clock.instant())
                .map(stored -> now.byKeyId().get(stored.keyId()))
                .orElseThrow()
                .key();
    }

    /**
     * Whether tokens of that key are accepted now: from when it is known to its end, whether it signs already or not.
     *
     * @param keyId {@code kid}
     * @throws UnavailableException when another instance may have made the key since the last reading
     */
    boolean accepts(@Nullable String keyId) {
        if (keyId == null) {
            return false;
        }
        Known now = known;
        Instant time = clock.instant();
        Usable usable = now.byKeyId().get(keyId);
        if (usable == null && time.isAfter(now.readAt().plus(configuration.staleAfter()))) {
            throw new UnavailableException("The key of a token is unknown, and the keys could not be read for a while");
        }
        return usable != null && time.isBefore(usable.acceptedUntil());
    }

    /** Where a verifier finds the key that a token's {@code kid} names. */
    JWKSource<SecurityContext> publicKeys() {
        return (selector, ignored) -> selector.select(known.published());
    }

    /** The public keys as JWK Set (RFC 7517 section 5), JSON. */
    public String jwkSet() {
        return known.jwkSet();
    }

    /** How long the JWK Set may be kept. */
    public Duration jwkSetCacheTime() {
        return configuration.cacheTime();
    }

    /** Learns of keys that other instances made, and makes the next one when it is time. */
    @Scheduled(
            fixedDelay = "${auth-service.signing-key.reload-interval}",
            initialDelay = "${auth-service.signing-key.reload-interval}")
    synchronized void reload() {
        try {
            readAndRotate();
            isReadable = true;
        } catch (RuntimeException failure) {
            if (isReadable) {
                LOG.warn("The signing keys cannot be read again, the known ones stay: {}", Outage.describe(failure));
            }
            isReadable = false;
        }
    }

    private void readAndRotate() {
        known = read();
        if (rotation.rotateIfDue(known.ring())) {
            known = read();
        }
    }

    private Known read() {
        Instant readAt = clock.instant();
        KeyRing ring = rotation.complete(new KeyRing(repository.findAllOrderByActiveFromAndId()));
        Map<String, Usable> byKeyId = new HashMap<>();
        for (StoredSigningKey stored : ring.byActiveFrom()) {
            Usable usable = new Usable(usable(stored), ring.acceptedUntil(stored, longestTokenLife));
            usable.key().keyIds().forEach(keyId -> byKeyId.put(keyId, usable));
        }
        return Known.of(ring, byKeyId, readAt);
    }

    private SigningKey usable(StoredSigningKey stored) {
        Usable before = known.byKeyId().get(stored.keyId());
        return before == null ? decrypted(stored) : before.key();
    }

    private SigningKey decrypted(StoredSigningKey stored) {
        String others = stored.encryptedOtherJwks();
        return SigningKey.parse(
                encryption.decrypt(stored.encryptedPrivateJwk()), others == null ? null : encryption.decrypt(others));
    }

    @Override
    public String table() {
        return "signing_keys";
    }

    @Override
    public long count(Instant now) {
        return dead(now).count();
    }

    @Override
    public int deleteBatch(Instant now, int limit) {
        List<UUID> dead = dead(now).limit(limit).toList();
        return dead.isEmpty() ? 0 : repository.deleteAll(dead);
    }

    private Stream<UUID> dead(Instant now) {
        KeyRing ring = known.ring();
        return ring.byActiveFrom().stream()
                .filter(key -> !now.isBefore(ring.acceptedUntil(key, longestTokenLife)))
                .map(StoredSigningKey::id);
    }
}
