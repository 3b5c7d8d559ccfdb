package services.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the project. */
public final class Repository {

    private Repository() {}

    /** The working directory or the first folder above it that holds {@code quickstart}. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("quickstart"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new LocalSystemFailure("This program runs only inside the project's folder, through ./quickstart");
        }
        return folder;
    }
}
