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

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of the embedded PostgreSQL, unpacked once for this user from the jar that carries them. */
final class PostgresBinaries {

    private static final int EXECUTABLE = 0100;

    private PostgresBinaries() {}

    /** The folder of the programs. */
    static Path unpacked() {
        try {
            byte[] archive = archive();
            Path home = cache().resolve("postgresql-" + digest(archive));
            if (!Files.exists(home)) {
                unpack(archive, home);
            }
            return home.resolve("bin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin" : "Linux";
        String architecture = System.getProperty("os.arch");
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system, architecture.equals("amd64") ? "x86_64" : architecture)) {
            return archive.readAllBytes();
        } catch (IllegalStateException e) {
            throw new BackingServiceFailure(
                    "there is no embedded PostgreSQL for " + system + " on " + architecture + "; install Docker", e);
        }
    }

    /** Not the folder for temporary files: there another user could have put programs in our place. */
    private static Path cache() throws IOException {
        try {
            return Files.createDirectories(Path.of(System.getProperty("user.home"), ".cache", "backing-services"));
        } catch (IOException ignored) {
            return Files.createTempDirectory("backing-services");
        }
    }

    /** Unpacks beside the place and moves there in one step: another process may do the same now. */
    private static void unpack(byte[] archive, Path home) throws IOException {
        Path unpacked = Files.createTempDirectory(home.getParent(), "unpacking");
        try (TarArchiveInputStream entries =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpack(entry, entries, unpacked.resolve(entry.getName()));
            }
        }
        try {
            Files.move(unpacked, home);
        } catch (IOException e) {
            new ServerFolder(unpacked, true).delete();
            if (!Files.exists(home)) {
                throw e;
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
