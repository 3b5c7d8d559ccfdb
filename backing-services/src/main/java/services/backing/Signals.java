package services.backing;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Signals to a process of this machine and to all that it has started. */
public final class Signals {

    private static final Duration DEATH = Duration.ofSeconds(10);

    private Signals() {}

    public static void kill(ProcessHandle process) {
        List<ProcessHandle> family = family(process);
        family.forEach(ProcessHandle::destroyForcibly);
        if (!Deadline.met(DEATH, () -> family.stream().noneMatch(Signals::isAlive))) {
            throw new BackingServiceFailure("process " + process.pid() + " does not die");
        }
    }

    public static void pause(ProcessHandle process) {
        send("-STOP", process);
    }

    public static void resume(ProcessHandle process) {
        send("-CONT", process);
    }

    /**
     * A zombie whose parent does not collect it is dead, although the system still lists it; but not while one of its
     * threads lives, say in a write to a slow disk: it still holds the files and ports of the process.
     */
    public static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !(isZombie(process) && isLastThread(process));
    }

    /** The living process whose number stands in the first line of that file. */
    static Optional<ProcessHandle> fromPidFile(Path file) {
        return content(file)
                .flatMap(text -> text.lines().findFirst())
                .map(String::strip)
                .filter(line -> line.matches("\\d+"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                .filter(Signals::isAlive);
    }

    /** The parent first, so that it starts no child in between; children that end in between are not missed. */
    private static void send(String signal, ProcessHandle process) {
        kill(signal, Stream.of(process)).runOrFail("kill " + signal);
        kill(signal, process.descendants()).run();
    }

    /** The shell's own, for small images have no other. */
    private static Command kill(String signal, Stream<ProcessHandle> processes) {
        Stream<String> numbers = processes.map(process -> Long.toString(process.pid()));
        return Command.of(Stream.concat(Stream.of("sh", "-c", "kill \"$@\"", "kill", signal), numbers)
                .toList());
    }

    private static List<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    private static boolean isLastThread(ProcessHandle process) {
        String[] threads =
                Path.of("/proc", Long.toString(process.pid()), "task").toFile().list();
        return threads == null || threads.length <= 1;
    }

    private static boolean isZombie(ProcessHandle process) {
        return content(Path.of("/proc", Long.toString(process.pid()), "stat"))
                .filter(stat -> stat.substring(stat.lastIndexOf(')')).startsWith(") Z"))
                .isPresent();
    }

    /** Not by way of a channel, which refuses to read for a caller that was interrupted. */
    private static Optional<String> content(Path file) {
        try (InputStream stream = new FileInputStream(file.toFile())) {
            return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException ignored) {
            return Optional.empty();
        }
    }
}
