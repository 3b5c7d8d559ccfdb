package services.backing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The folder of one server: its data, and beside them what must be remembered about them. Closed to other users. */
record ServerFolder(Path path, boolean isTemporary) {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    static ServerFolder temporary(String name) {
        try {
            return new ServerFolder(Files.createTempDirectory(name), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServerFolder lasting(Path path) {
        try {
            Files.createDirectories(path);
            restrict(path, "rwx------");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ServerFolder(path.toAbsolutePath(), false);
    }

    Path data() {
        return path.resolve("data");
    }

    Path log() {
        return path.resolve("server.log");
    }

    Optional<String> remembered(String key) {
        return Optional.ofNullable(memory().getProperty(key));
    }

    void remember(String key, String value) {
        Properties memory = memory();
        memory.setProperty(key, value);
        try {
            if (!Files.exists(memoryFile())) {
                Files.createFile(memoryFile());
                restrict(memoryFile(), "rw-------");
            }
            try (Writer writer = Files.newBufferedWriter(memoryFile())) {
                memory.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleteData() {
        delete(data());
    }

    void delete() {
        delete(path);
    }

    private Path memoryFile() {
        return path.resolve("server.properties");
    }

    private Properties memory() {
        Properties memory = new Properties();
        if (Files.exists(memoryFile())) {
            try (Reader reader = Files.newBufferedReader(memoryFile())) {
                memory.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return memory;
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> below = Files.walk(root)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
