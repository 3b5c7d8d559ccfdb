package services.local;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the project that this program was built in. */
final class Repository {

    private Repository() {}

    /** The first folder above this program's code that holds {@code quickstart}. */
    static Path root() {
        Path folder = code();
        while (folder != null && !Files.isRegularFile(folder.resolve("quickstart"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new LocalSystemFailure(
                    "This program runs only from inside the project's folder, through ./quickstart");
        }
        return folder;
    }

    private static Path code() {
        try {
            return Path.of(Repository.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
