package services.auth.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import io.micronaut.http.MediaType;

/**
 * A file that pages refer to. Its address changes with its content, so that browsers may keep it for good.
 *
 * @param hash of the content
 */
record Asset(String name, MediaType type, byte[] content, String hash) {

    private static final int HASH_LENGTH = 16;

    static Asset of(String name, MediaType type, byte[] content) {
        return new Asset(name, type, content, hash(content));
    }

    /** @param name of a file beside the templates on the class path */
    static byte[] read(String name) {
        try (InputStream file = Asset.class.getResourceAsStream("/pages/" + name)) {
            if (file == null) {
                throw new IllegalStateException("There is no pages/" + name + " on the class path");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String link() {
        return "/assets/" + hash + "/" + name;
    }

    private static String hash(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
