package services.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a service that knows stolen passwords, without telling it the password: it is sent the first five digits of the SHA-1,
 * and answers with the rest of all that begin so (k-anonymity). Off unless its address is set; when it does not answer the
 * password is taken, and the log says so.
 */
@Singleton
class BreachedPasswords {

    private static final Logger LOG = LoggerFactory.getLogger(BreachedPasswords.class);
    private static final int PREFIX = 5;

    private final BreachedPasswordsClient client;

    BreachedPasswords(BreachedPasswordsClient client) {
        this.client = client;
    }

    boolean contains(String password) {
        if (!client.isSet()) {
            return false;
        }
        String hash = sha1(password);
        try {
            String rest = hash.substring(PREFIX);
            // each line is the rest of a hash, a colon, and how often it was seen; padding was seen never
            return client.range(hash.substring(0, PREFIX))
                    .lines()
                    .map(line -> line.strip().split(":", 2))
                    .anyMatch(entry -> entry.length == 2 && entry[0].equalsIgnoreCase(rest) && !entry[1].equals("0"));
        } catch (RuntimeException away) {
            LOG.warn(
                    "A password is taken unlooked at: the service of stolen passwords does not answer ({})",
                    away.getMessage());
            return false;
        }
    }

    private static String sha1(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }
}
