package services.auth.token;

import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import org.jspecify.annotations.Nullable;

/**
 * A signing key, ready for use: the key pair of RS256, whose {@code kid} it is known by, and beside it one for each other algorithm
 * that a token may be signed with. All of them come and go together.
 */
final class SigningKey {

    private static final JWSAlgorithm FIRST = JWSAlgorithm.RS256;

    private final Map<JWSAlgorithm, KeyPair> pairs;

    private record KeyPair(JWK jwk, JWSSigner signer) {}

    private SigningKey(Stream<JWK> jwks) {
        this.pairs = jwks.map(jwk -> new KeyPair(jwk, KeyAlgorithms.signer(jwk)))
                .collect(Collectors.toUnmodifiableMap(
                        pair -> JWSAlgorithm.parse(pair.jwk().getAlgorithm().getName()), Function.identity()));
    }

    static SigningKey generate() {
        String id = UUID.randomUUID().toString();
        return new SigningKey(Stream.concat(Stream.of(KeyAlgorithms.generate(FIRST, id)), others(id).stream()));
    }

    /** Key pairs of the other algorithms for a key that has none of them. */
    static JWKSet generateOthers(String id) {
        return new JWKSet(others(id));
    }

    private static List<JWK> others(String id) {
        return KeyAlgorithms.ALL.stream()
                .filter(algorithm -> !algorithm.equals(FIRST))
                .map(algorithm -> KeyAlgorithms.generate(algorithm, id + "." + algorithm.getName()))
                .toList();
    }

    /**
     * Reads private keys.
     *
     * @param jwk that of RS256 (RFC 7517)
     * @param others a JWK Set; nothing in a key that an earlier version made
     */
    static SigningKey parse(String jwk, @Nullable String others) {
        try {
            return new SigningKey(Stream.concat(
                    Stream.of(JWK.parse(jwk)), others == null ? Stream.of() : JWKSet.parse(others).getKeys().stream()));
        } catch (ParseException e) {
            throw new IllegalStateException("A signing key cannot be read", e);
        }
    }

    /** {@code kid} of the pair of RS256. */
    String id() {
        return first().jwk().getKeyID();
    }

    /** {@code kid} of each pair. */
    Stream<String> keyIds() {
        return pairs.values().stream().map(pair -> pair.jwk().getKeyID());
    }

    /** What signs with that algorithm, and the header that goes with it; nothing where the key has no such pair. */
    Optional<Signer> signer(JWSAlgorithm algorithm) {
        return Optional.ofNullable(pairs.get(algorithm))
                .map(pair -> new Signer(
                        new JWSHeader.Builder(algorithm).keyID(pair.jwk().getKeyID()), pair.signer()));
    }

    /** @param header with {@code alg} and {@code kid} */
    record Signer(JWSHeader.Builder header, JWSSigner signer) {}

    /** The key as it must rest, see {@link KeyEncryption}. */
    StoredSigningKey encrypted(KeyEncryption encryption, Instant activeFrom) {
        JWK jwk = first().jwk();
        List<JWK> others = pairs.values().stream()
                .map(KeyPair::jwk)
                .filter(other -> !other.equals(jwk))
                .toList();
        return new StoredSigningKey(
                UUID.fromString(id()),
                jwk.toPublicJWK().toJSONString(),
                encryption.encrypt(jwk.toJSONString()),
                encryption.encrypt(new JWKSet(others).toString(false)),
                activeFrom,
                null,
                null,
                null);
    }

    Stream<JWK> publicJwks() {
        return KeyAlgorithms.ALL.stream()
                .map(pairs::get)
                .filter(Objects::nonNull)
                .map(pair -> pair.jwk().toPublicJWK());
    }

    private KeyPair first() {
        KeyPair pair = pairs.get(FIRST);
        if (pair == null) {
            throw new IllegalStateException("A signing key has no pair for " + FIRST);
        }
        return pair;
    }
}
