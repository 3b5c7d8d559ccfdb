package services.backing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of the embedded PostgreSQL, from the jar that carries those for this machine. */
final class PostgresBinaries {

    private static final int EXECUTABLE = 0100;

    private PostgresBinaries() {}

    /** The folder of the programs. */
    static Path unpacked() {
        byte[] archive = archive();
        return ProgramCache.get("postgresql-" + digest(archive), target -> unpack(archive, target))
                .resolve("bin");
    }

    private static byte[] archive() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String name = "/postgres-" + (mac ? "darwin" : "linux") + "-" + processor + ".txz";
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(name)) {
            if (archive == null) {
                throw new BackingServiceFailure("there is no embedded PostgreSQL for this machine; install Docker");
            }
            return archive.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(byte[] archive, Path home) throws IOException {
        try (TarArchiveInputStream entries =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpack(entry, entries, home.resolve(entry.getName()));
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if ((entry.getMode() & EXECUTABLE) != 0) {
                target.toFile().setExecutable(true, false);
            }
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
