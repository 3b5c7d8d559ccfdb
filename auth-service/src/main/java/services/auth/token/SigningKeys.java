package services.auth.token;

import java.util.List;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;
import services.auth.schema.Schema;

/**
 * The keys that sign access tokens. They rest in PostgreSQL, the private part encrypted, so that tokens survive a restart
 * and every instance signs and verifies with the same ones.
 */
@Context
public class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final int RSA_BITS = 2048;

    private final SigningKeyRepository repository;
    private final KeyEncryption encryption;
    private volatile Keys keys;

    /** @param newestLast oldest first, never empty */
    private record Keys(List<SigningKey> newestLast, JWKSet publicJwks) {

        static Keys of(List<SigningKey> newestLast) {
            return new Keys(
                    newestLast,
                    new JWKSet(
                            newestLast.stream().<JWK>map(SigningKey::publicJwk).toList()));
        }
    }

    SigningKeys(
            SigningKeyRepository repository,
            KeyEncryption encryption,
            TransactionOperations<?> transactions,
            @SuppressWarnings("unused") Schema migrated) {
        this.repository = repository;
        this.encryption = encryption;
        this.keys = Keys.of(transactions.executeWrite(ignored -> {
            repository.lock();
            List<SigningKey> stored = load();
            return stored.isEmpty() ? List.of(create()) : stored;
        }));
    }

    /** The key that signs now. */
    SigningKey current() {
        return keys.newestLast().getLast();
    }

    /** Where a verifier finds the key that a token's {@code kid} names. */
    JWKSource<SecurityContext> publicKeys() {
        return (selector, ignored) -> selector.select(keys.publicJwks());
    }

    /** The public keys as JWK Set (RFC 7517 section 5), JSON. */
    public String jwkSet() {
        return keys.publicJwks().toString();
    }

    /** Learns of keys that another instance made. */
    @Scheduled(fixedDelay = "30s", initialDelay = "30s")
    void reload() {
        try {
            keys = Keys.of(load());
        } catch (RuntimeException failure) {
            LOG.warn("The signing keys cannot be read again, the known ones stay: {}", Outage.describe(failure));
        }
    }

    private List<SigningKey> load() {
        return repository.findAllOrderByCreatedAt().stream()
                .map(stored -> SigningKey.parse(encryption.decrypt(stored.encryptedPrivateJwk())))
                .toList();
    }

    private SigningKey create() {
        try {
            UUID id = UUID.randomUUID();
            var jwk = new RSAKeyGenerator(RSA_BITS)
                    .keyID(id.toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(AccessTokenIssuer.ALGORITHM)
                    .generate();
            repository.save(new StoredSigningKey(
                    id, jwk.toPublicJWK().toJSONString(), encryption.encrypt(jwk.toJSONString()), null, null));
            LOG.info("Made signing key {}", id);
            return SigningKey.parse(jwk.toJSONString());
        } catch (JOSEException e) {
            throw new IllegalStateException("A signing key cannot be made", e);
        }
    }
}
