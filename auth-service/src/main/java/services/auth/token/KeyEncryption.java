package services.auth.token;

import java.text.ParseException;
import java.util.Base64;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import services.auth.error.StartException;

/** Keeps private keys encrypted at rest: JWE compact form, {@code dir} with A256GCM (RFC 7516, RFC 7518 section 4.5). */
@Singleton
final class KeyEncryption {

    private static final int KEY_BYTES = 32;
    private static final String SETTING = "AUTH_SERVICE_KEY_ENCRYPTION_KEY";

    private final byte[] key;

    KeyEncryption(@Value("${auth-service.key-encryption-key:}") String base64) {
        this.key = decode(base64);
    }

    private static byte[] decode(String base64) {
        String wanted = SETTING + " must be 32 random bytes in base64, for example from: openssl rand -base64 32";
        try {
            byte[] decoded = Base64.getDecoder().decode(base64.strip());
            if (decoded.length == KEY_BYTES) {
                return decoded;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new StartException(wanted);
        }
        throw new StartException(wanted);
    }

    String encrypt(String secret) {
        JWEObject jwe = new JWEObject(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), new Payload(secret));
        try {
            jwe.encrypt(new DirectEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("A private key cannot be encrypted", e);
        }
        return jwe.serialize();
    }

    String decrypt(String compact) {
        try {
            JWEObject jwe = JWEObject.parse(compact);
            jwe.decrypt(new DirectDecrypter(key));
            return jwe.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new StartException(SETTING + " is not the key with which the signing keys were encrypted");
        }
    }
}
