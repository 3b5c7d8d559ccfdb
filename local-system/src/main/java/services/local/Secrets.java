package services.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The secrets of one local system, made once: what its database holds can only be opened with the same ones. */
record Secrets(
        @JsonProperty("key_encryption_key") String keyEncryptionKey,
        @JsonProperty("admin_password") String adminPassword,
        @JsonProperty("client_secret") String clientSecret) {

    /** The settings that they are. */
    static final Set<String> SETTINGS = Set.of(
            "AUTH_SERVICE_KEY_ENCRYPTION_KEY",
            "AUTH_SERVICE_ADMIN_USERNAME",
            "AUTH_SERVICE_ADMIN_EMAIL",
            "AUTH_SERVICE_ADMIN_PASSWORD",
            "AUTH_SERVICE_RESOURCE_CLIENT_SECRET",
            "RESOURCE_SERVICE_CLIENT_SECRET");

    private static final int BYTES = 32;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Secrets keptIn(PrivateFolder folder) {
        Path file = folder.file("secrets.json");
        if (Files.exists(file)) {
            return read(file);
        }
        Secrets secrets = generate(new SecureRandom());
        folder.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(secrets));
        return secrets;
    }

    private static Secrets read(Path file) {
        try {
            return JSON.readValue(file.toFile(), Secrets.class);
        } catch (JacksonException e) {
            throw new LocalSystemFailure(
                    "The file " + file + " is damaged. Remove it and start from empty data: ./quickstart --fresh", e);
        }
    }

    private static Secrets generate(SecureRandom random) {
        Base64.Encoder urlSafe = Base64.getUrlEncoder().withoutPadding();
        return new Secrets(
                Base64.getEncoder().encodeToString(bytes(random)),
                urlSafe.encodeToString(bytes(random)),
                urlSafe.encodeToString(bytes(random)));
    }

    private static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "Secrets[...]";
    }
}
