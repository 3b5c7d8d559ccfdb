package services.resource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON that both services have agreed on. */
public final class Contract {

    private static final Path FOLDER = Path.of("..", "docs", "contract");

    private Contract() {}

    public static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
