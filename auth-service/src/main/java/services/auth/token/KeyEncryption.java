package services.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

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

/**
 * Keeps private keys encrypted at rest: JWE compact form, {@code dir} with A256GCM (RFC 7516, RFC 7518 section 4.5). Other
 * keys are derived from its own by HKDF (RFC 5869).
 */
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

    /** A key of its own for something else than encryption: who learns it learns no other. */
    SecretKey derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(key)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HKDF", e);
        }
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
