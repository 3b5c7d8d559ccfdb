package services.benchmarks.load.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of {@code /proc}; what is not there, or no longer, is nothing. */
final class Proc {

    private static final Path ROOT = Path.of("/proc");
    private static final long KIBIBYTE = 1024;

    private Proc() {}

    static Optional<String> read(String first, String... more) {
        try {
            return Optional.of(Files.readString(ROOT.resolve(Path.of(first, more))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** In bytes, of a line like {@code VmRSS:   123 kB}. */
    static Optional<Long> bytes(String text, String name) {
        return value(text, name).map(kilobytes -> kilobytes * KIBIBYTE);
    }

    static Optional<Long> value(String text, String name) {
        Matcher line =
                Pattern.compile("^" + name + ":\\s+(\\d+)", Pattern.MULTILINE).matcher(text);
        return line.find() ? Optional.of(Long.parseLong(line.group(1))) : Optional.empty();
    }

    /** The numbers in a folder: of all processes, or of the threads of one. A process that has ended has none. */
    static List<Long> numbered(String... folder) {
        try (Stream<Path> all = Files.list(ROOT.resolve(Path.of("", folder)))) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException ended) {
            return List.of();
        }
    }
}
