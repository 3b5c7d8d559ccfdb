package services.auth.user;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;

/**
 * A password hash that another system made, in the form in which it wrote it. Its password is compared as it was typed: other
 * systems do not normalise.
 */
sealed interface ForeignHash {

    /** Whether it is the password of the hash. */
    boolean isOf(String password);

    /** Reads any form that is known; nothing when it is none of them, or would take too long to compute. */
    static Optional<ForeignHash> parse(String text) {
        return Bcrypt.read(text).or(() -> Pbkdf2.read(text)).or(() -> SaltedSha256.read(text));
    }

    /** {@code $2a$}, {@code $2b$}, {@code $2y$}: bcrypt, which looks at 72 bytes. */
    record Bcrypt(String text) implements ForeignHash {

        private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d{2})\\$[./A-Za-z0-9]{53}");
        private static final int MAX_COST = 15;

        static Optional<ForeignHash> read(String text) {
            Matcher form = FORM.matcher(text);
            return form.matches() && Integer.parseInt(form.group(1)) <= MAX_COST
                    ? Optional.of(new Bcrypt(text))
                    : Optional.empty();
        }

        @Override
        public boolean isOf(String password) {
            BCrypt.Version version = BCrypt.Version.VERSION_2A;
            return BCrypt.verifyer(version, LongPasswordStrategies.truncate(version))
                    .verify(password.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.US_ASCII))
                    .verified;
        }
    }

    /**
     * {@code $pbkdf2-sha256$i$salt$hash} and {@code $pbkdf2-sha512$...} as passlib writes them, {@code pbkdf2_sha256$i$salt$hash}
     * as Django does.
     */
    record Pbkdf2(String algorithm, int iterations, byte[] salt, byte[] hash) implements ForeignHash {

        private static final Pattern PASSLIB = Pattern.compile(
                "\\$pbkdf2-sha(256|512)\\$(?:i=)?(\\d{1,8})\\$([./A-Za-z0-9+]{8,88})\\$([./A-Za-z0-9+]{43,86})");
        private static final Pattern DJANGO =
                Pattern.compile("pbkdf2_sha256\\$(\\d{1,8})\\$([A-Za-z0-9+/=]{8,64})\\$([A-Za-z0-9+/]{43}=)");
        private static final int MAX_ITERATIONS = 2_000_000;

        static Optional<ForeignHash> read(String text) {
            Matcher passlib = PASSLIB.matcher(text);
            if (passlib.matches()) {
                return of(
                        "PBKDF2WithHmacSHA" + passlib.group(1),
                        passlib.group(2),
                        decode(passlib.group(3)),
                        decode(passlib.group(4)));
            }
            Matcher django = DJANGO.matcher(text);
            return django.matches()
                    ? of(
                            "PBKDF2WithHmacSHA256",
                            django.group(1),
                            django.group(2).getBytes(StandardCharsets.UTF_8),
                            Base64.getDecoder().decode(django.group(3)))
                    : Optional.empty();
        }

        private static Optional<ForeignHash> of(String algorithm, String iterations, byte[] salt, byte[] hash) {
            int count = Integer.parseInt(iterations);
            return count >= 1 && count <= MAX_ITERATIONS
                    ? Optional.of(new Pbkdf2(algorithm, count, salt, hash))
                    : Optional.empty();
        }

        /** Base64 without padding, with dots where others have plus signs. */
        private static byte[] decode(String text) {
            return Base64.getDecoder().decode(text.replace('.', '+'));
        }

        @Override
        public boolean isOf(String password) {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, hash.length * 8);
            try {
                byte[] computed = SecretKeyFactory.getInstance(algorithm)
                        .generateSecret(spec)
                        .getEncoded();
                return MessageDigest.isEqual(hash, computed);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every JDK has " + algorithm, e);
            } finally {
                spec.clearPassword();
            }
        }
    }

    /** {@code {SSHA256}} and the base64 of SHA-256(password, salt) and the salt, as LDAP servers write it. */
    record SaltedSha256(byte[] hash, byte[] salt) implements ForeignHash {

        private static final Pattern FORM = Pattern.compile("\\{SSHA256\\}([A-Za-z0-9+/]{48,128}={0,2})");
        private static final int HASH_BYTES = 32;

        static Optional<ForeignHash> read(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                return Optional.empty();
            }
            try {
                byte[] both = Base64.getDecoder().decode(form.group(1));
                return both.length > HASH_BYTES
                        ? Optional.of(new SaltedSha256(
                                Arrays.copyOf(both, HASH_BYTES), Arrays.copyOfRange(both, HASH_BYTES, both.length)))
                        : Optional.empty();
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        }

        @Override
        public boolean isOf(String password) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(password.getBytes(StandardCharsets.UTF_8));
                return MessageDigest.isEqual(hash, digest.digest(salt));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }
}
