package services.auth.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.lettuce.core.codec.Base16;

/**
 * A Lua script that Redis runs as one atomic step.
 *
 * @param source its text
 * @param sha the SHA-1 by which EVALSHA names it
 */
public record RedisScript(String source, String sha) {

    /** Reads {@code /redis/<name>.lua} from the class path. */
    public static RedisScript load(String name) {
        try (InputStream in = RedisScript.class.getResourceAsStream("/redis/" + name + ".lua")) {
            if (in == null) {
                throw new IllegalStateException("There is no script " + name);
            }
            byte[] source = in.readAllBytes();
            return new RedisScript(new String(source, StandardCharsets.UTF_8), Base16.digest(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
