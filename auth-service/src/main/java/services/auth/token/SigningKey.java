package services.auth.token;

import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** A key pair that signs access tokens, ready for use. */
final class SigningKey {

    private static final int RSA_BITS = 2048;

    private final RSAKey jwk;
    private final JWSSigner signer;

    private SigningKey(RSAKey jwk, JWSSigner signer) {
        this.jwk = jwk;
        this.signer = signer;
    }

    static SigningKey generate() {
        try {
            return parse(new RSAKeyGenerator(RSA_BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(AccessTokenIssuer.ALGORITHM)
                    .generate()
                    .toJSONString());
        } catch (JOSEException e) {
            throw new IllegalStateException("A signing key cannot be made", e);
        }
    }

    /** @param jwk a private RSA key as JWK (RFC 7517) */
    static SigningKey parse(String jwk) {
        try {
            RSAKey key = RSAKey.parse(jwk);
            return new SigningKey(key, new RSASSASigner(key));
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("A signing key cannot be read", e);
        }
    }

    /** {@code kid}. */
    String id() {
        return jwk.getKeyID();
    }

    JWSSigner signer() {
        return signer;
    }

    /** The key as it must rest, see {@link KeyEncryption}. */
    StoredSigningKey encrypted(KeyEncryption encryption, Instant activeFrom) {
        return new StoredSigningKey(
                UUID.fromString(id()),
                publicJwk().toJSONString(),
                encryption.encrypt(jwk.toJSONString()),
                activeFrom,
                null,
                null,
                null);
    }

    RSAKey publicJwk() {
        return jwk.toPublicJWK();
    }
}
