package services.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP connections of a process, as Linux lists them; proc(5). */
final class Connections {

    private static final int REMOTE_ADDRESS = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String ESTABLISHED = "01";
    private static final int HEXADECIMAL = 16;

    private Connections() {}

    /** The ports at the other ends of those that are open. */
    static List<Integer> of(long process) {
        Path own = Path.of("/proc", Long.toString(process));
        Set<String> sockets = sockets(own.resolve("fd"));
        return Stream.of("tcp", "tcp6")
                .flatMap(kind -> lines(own.resolve("net").resolve(kind)))
                .skip(1)
                .map(line -> List.of(line.strip().split("\\s+")))
                .filter(fields -> fields.get(STATE).equals(ESTABLISHED) && sockets.contains(fields.get(INODE)))
                .map(fields -> fields.get(REMOTE_ADDRESS))
                .map(address -> Integer.parseInt(address.substring(address.indexOf(':') + 1), HEXADECIMAL))
                .toList();
    }

    private static Set<String> sockets(Path open) {
        try (Stream<Path> files = Files.list(open)) {
            return files.map(Connections::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.replaceAll("\\D", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing where it was closed meanwhile. */
    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException ignored) {
            return "";
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
