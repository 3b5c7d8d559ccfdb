package services.auth.masterkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * HMAC-SHA256 under a key that only this installation has: what carries such a hash was made here, and what is short enough
 * to be guessed cannot be found from its hash.
 */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    /** Of 64; a double keeps 53. */
    private static final int UNUSED_BITS = 11;

    private final SecretKey key;

    KeyedHash(SecretKey key) {
        this.key = key;
    }

    /** The hash in base64url. */
    public String of(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(text));
    }

    /** The hash as a number from 0 (inclusive) to 1 (exclusive), each as likely as any other. */
    public double fraction(String text) {
        return (ByteBuffer.wrap(hash(text)).getLong() >>> UNUSED_BITS) * 0x1p-53;
    }

    private byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
