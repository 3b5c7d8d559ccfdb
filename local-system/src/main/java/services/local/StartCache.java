package services.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the JVM of one service learned about its start (an AOT cache, JEP 483 and 515), in a file beside the jar:
 * {@code target/auth-service.aot}. Next to it stands what it was made from, and it fits nothing else. A JVM that finds it
 * unfit says so in its log and starts without it.
 *
 * @param jar of the service, its libraries in {@code lib} beside it
 * @param options the file with the options of the JVM
 */
record StartCache(Path jar, Path options) {

    /** Of a module that is built. */
    static StartCache of(Path repository, String module) {
        Path jar = repository.resolve(module).resolve("target").resolve(module + ".jar");
        return new StartCache(jar, repository.resolve("deploy").resolve("jvm.options"));
    }

    Path file() {
        return beside(".aot");
    }

    boolean isCurrent() {
        try {
            return Files.exists(file())
                    && Files.exists(mark())
                    && Files.readString(mark()).equals(origin());
        } catch (IOException ignored) {
            return false;
        }
    }

    /** How a service is started. The paths are real ones: a cache fits the path that it was made for. */
    List<String> command(JvmStart start) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(
                        List.of(java, "@" + options),
                        words(start),
                        List.of("-jar", real(jar).toString()))
                .flatMap(List::stream)
                .toList();
    }

    /** Takes over what a JVM in training has written. */
    void keep() {
        try {
            if (!Files.exists(unfinished())) {
                throw new LocalSystemFailure("The JVM wrote no start cache for " + jar.getFileName());
            }
            Files.deleteIfExists(mark());
            Files.move(unfinished(), file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(mark(), origin());
        } catch (IOException e) {
            throw new LocalSystemFailure("The start cache " + file() + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Removes what a broken training left. */
    void forgetUnfinished() {
        try {
            Files.deleteIfExists(unfinished());
            Files.deleteIfExists(unfinished().resolveSibling(unfinished().getFileName() + ".config"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> words(JvmStart start) {
        return switch (start) {
            case PLAIN -> List.of();
            case CACHED -> isCurrent() ? List.of("-XX:AOTCache=" + file()) : List.of();
            case TRAINING -> List.of("-XX:AOTCacheOutput=" + unfinished());
        };
    }

    /** The JVM, its options and every jar, as the JVM itself compares them. */
    private String origin() throws IOException {
        Path modules = Path.of(System.getProperty("java.home"), "lib", "modules");
        try (Stream<Path> libraries = Files.list(real(jar).resolveSibling("lib"))) {
            return Stream.concat(Stream.of(modules, real(jar)), libraries.sorted())
                            .map(StartCache::nameSizeAndTime)
                            .collect(Collectors.joining("\n", System.getProperty("java.vm.version") + "\n", "\n"))
                    + Files.readString(options);
        }
    }

    private static String nameSizeAndTime(Path file) {
        try {
            return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path mark() {
        return beside(".aot.origin");
    }

    private Path unfinished() {
        return beside(".aot." + ProcessHandle.current().pid());
    }

    private Path beside(String ending) {
        return jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", ending));
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new LocalSystemFailure("There is no " + file + ". Build it: mvn -DskipTests package", e);
        }
    }
}
