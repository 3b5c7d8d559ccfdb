package services.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that only its owner reads, with secrets, data, logs and mails of one local system. */
record PrivateFolder(Path path) {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    static PrivateFolder at(Path path) {
        PrivateFolder folder = new PrivateFolder(path.toAbsolutePath().normalize());
        folder.create(folder.path());
        List.of("logs", "mail", "data")
                .forEach(name -> folder.create(folder.path().resolve(name)));
        return folder;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    Path data() {
        return path.resolve("data");
    }

    Path mail() {
        return path.resolve("mail");
    }

    Path log(String service) {
        return path.resolve("logs").resolve(service + ".log");
    }

    /** Appears whole or not at all, and is never readable for others. */
    void write(Path file, byte[] content) {
        try {
            Path unfinished = Files.createTempFile(path, "unfinished", "");
            restrict(unfinished, "rw-------");
            Files.write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void empty(Path folder) {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path file : below.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(Path folder) {
        try {
            Files.createDirectories(folder);
            restrict(folder, "rwx------");
        } catch (IOException e) {
            throw new LocalSystemFailure("The folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
