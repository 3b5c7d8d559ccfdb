package services.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

    /** A zombie whose parent does not collect it is dead, although the system still lists it. */
    public static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process);
    }

    /** The living process whose number stands in the first line of that file. */
    static Optional<ProcessHandle> fromPidFile(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d+"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                    .filter(Signals::isAlive);
        } catch (IOException ignored) {
            return Optional.empty();
        }
    }

    /** The parent first, so that it starts no child in between; children that end in between are not missed. */
    private static void send(String signal, ProcessHandle process) {
        Command.of("kill", signal, Long.toString(process.pid())).runOrFail("kill " + signal);
        List<String> words = new ArrayList<>(List.of("kill", signal));
        process.descendants().forEach(child -> words.add(Long.toString(child.pid())));
        Command.of(words).run();
    }

    private static List<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    private static boolean isZombie(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException ignored) {
            return false;
        }
    }
}
