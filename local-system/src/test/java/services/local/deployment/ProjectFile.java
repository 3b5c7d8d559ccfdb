package services.local.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import services.local.Repository;

/** Files of the project, named from its root. */
final class ProjectFile {

    private ProjectFile() {}

    static String text(String name) {
        return text(Repository.root().resolve(name));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names in a folder, in order. */
    static List<String> namesIn(String folder) {
        try (Stream<Path> files = Files.list(Repository.root().resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sources of a service. */
    static List<String> sources(String service) {
        try (Stream<Path> files = Files.walk(Repository.root().resolve(service + "/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ProjectFile::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines {@code NAME=value} of a file of settings. */
    static Map<String, String> settings(String name) {
        Map<String, String> settings = new TreeMap<>();
        text(name).lines().filter(line -> line.matches("[A-Z_]+=.*")).forEach(line -> {
            int equals = line.indexOf('=');
            settings.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return settings;
    }
}
