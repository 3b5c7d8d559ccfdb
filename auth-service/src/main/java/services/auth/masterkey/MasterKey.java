package services.auth.masterkey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import services.auth.error.StartException;

/** {@code AUTH_SERVICE_KEY_ENCRYPTION_KEY}: private keys rest encrypted with it; other keys are derived by HKDF (RFC 5869). */
@Singleton
public class MasterKey {

    /** The setting that it comes from. */
    public static final String SETTING = "AUTH_SERVICE_KEY_ENCRYPTION_KEY";

    private static final int BYTES = 32;

    private final byte[] key;

    /** @param base64 32 bytes */
    public MasterKey(@Value("${auth-service.key-encryption-key:}") String base64) {
        this.key = decode(base64);
    }

    private static byte[] decode(String base64) {
        String wanted = SETTING + " must be 32 random bytes in base64, for example from: openssl rand -base64 32";
        try {
            byte[] decoded = Base64.getDecoder().decode(base64.strip());
            if (decoded.length == BYTES) {
                return decoded;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new StartException(wanted);
        }
        throw new StartException(wanted);
    }

    /** For the encryption of private keys. */
    public byte[] bytes() {
        return key.clone();
    }

    /** A key of its own for something else than encryption: who learns it learns no other. */
    SecretKey derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(key)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HKDF", e);
        }
    }
}
