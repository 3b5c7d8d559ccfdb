package services.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;

/**
 * What the person who starts the system has set: the file {@code .env}, and over it the environment. The secrets in that
 * file belong to the data of docker compose; this system's data have {@link Secrets} of their own.
 */
final class Settings {

    private Settings() {}

    static Map<String, String> read(Path repository, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(inFile(repository));
        settings.putAll(environment);
        return Map.copyOf(settings);
    }

    private static Map<String, String> inFile(Path repository) {
        Map<String, String> settings = new HashMap<>();
        try {
            Dotenv file = Dotenv.configure()
                    .directory(repository.toString())
                    .ignoreIfMissing()
                    .load();
            for (DotenvEntry entry : file.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
                settings.put(entry.getKey(), entry.getValue());
            }
            settings.keySet().removeAll(Secrets.SETTINGS);
        } catch (DotenvException e) {
            throw new LocalSystemFailure(
                    "The file " + repository.resolve(".env") + " cannot be read: " + e.getMessage()
                            + ". Each line must be NAME=value",
                    e);
        }
        return settings;
    }
}
