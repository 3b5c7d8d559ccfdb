package services.backing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import redis.embedded.core.ExecutableProvider;
import redis.embedded.error.OsArchitectureNotFound;
import redis.embedded.model.OsArchitecture;

/** The program of the embedded Redis, from the jar that carries those for all machines. */
final class RedisBinary {

    private RedisBinary() {}

    static Path unpacked() {
        String resource = resource();
        return ProgramCache.get(resource.substring(1), target -> unpack(resource, target));
    }

    private static String resource() {
        try {
            String resource = ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
            if (resource != null) {
                return resource;
            }
        } catch (OsArchitectureNotFound ignored) {
            // told below, as for a machine that is known and has none
        }
        throw new BackingServiceFailure("there is no embedded Redis for this machine; install Docker");
    }

    private static void unpack(String resource, Path target) throws IOException {
        try (InputStream program = ExecutableProvider.class.getResourceAsStream(resource)) {
            if (program == null) {
                throw new IOException("no " + resource + " on the class path");
            }
            Files.copy(program, target);
        }
        target.toFile().setExecutable(true, false);
    }
}
