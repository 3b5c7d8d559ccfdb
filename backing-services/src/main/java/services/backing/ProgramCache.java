package services.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs that were unpacked from jars, once for this user. */
final class ProgramCache {

    /** Writes a program, or a folder of programs, to a path that does not exist yet. */
    interface Unpacking {
        void to(Path target) throws IOException;
    }

    private ProgramCache() {}

    /** Unpacks beside the place and moves there in one step: another process may do the same now. */
    static Path get(String name, Unpacking unpacking) {
        try {
            Path cache = folder();
            Path place = cache.resolve(name);
            if (!Files.exists(place)) {
                ServerFolder workshop = new ServerFolder(Files.createTempDirectory(cache, "unpacking"), true);
                Path unpacked = workshop.path().resolve(name);
                unpacking.to(unpacked);
                move(unpacked, place);
                workshop.delete();
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not the folder for temporary files: there another user could have put programs in our place. */
    private static Path folder() throws IOException {
        try {
            return Files.createDirectories(Path.of(System.getProperty("user.home"), ".cache", "backing-services"));
        } catch (IOException ignored) {
            return Files.createTempDirectory("backing-services");
        }
    }

    private static void move(Path unpacked, Path place) throws IOException {
        try {
            Files.move(unpacked, place);
        } catch (IOException e) {
            if (!Files.exists(place)) {
                throw e;
            }
        }
    }
}
