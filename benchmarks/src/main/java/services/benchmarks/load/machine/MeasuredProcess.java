package services.benchmarks.load.machine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A process, with its children where they do its work. */
public final class MeasuredProcess {

    /** USER_HZ, which is 100 on every Linux that a JVM runs on. */
    private static final double TICKS_IN_A_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int OF_THE_DEAD = 2;

    /** How the JVM names the threads of its compilers, as much as the kernel keeps of that. */
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

    private final long id;
    private final boolean hasWorkers;

    private MeasuredProcess(long id, boolean hasWorkers) {
        this.id = id;
        this.hasWorkers = hasWorkers;
    }

    public static MeasuredProcess of(long id) {
        return new MeasuredProcess(id, false);
    }

    /** One that starts another process for each connection. */
    public static MeasuredProcess withWorkers(long id) {
        return new MeasuredProcess(id, true);
    }

    /** The one that started that process. */
    public static Optional<MeasuredProcess> parentOf(long id) {
        return Proc.read(Long.toString(id), "status")
                .flatMap(status -> Proc.value(status, "PPid"))
                .map(MeasuredProcess::withWorkers);
    }

    /** Whether it runs a program of that name: in a container of its own it has another number than it knows. */
    public boolean runs(String program) {
        return Proc.read(Long.toString(id), "comm")
                .filter(name -> name.strip().toLowerCase(Locale.ROOT).startsWith(program))
                .isPresent();
    }

    /** The processor time that it has taken so far, in seconds. */
    public double processorSeconds() {
        return members().mapToDouble(this::seconds).sum();
    }

    /** What the compilers of the JVM have taken of that; a compiler that had nothing to do may be gone, and its time with it. */
    public double compilerSeconds() {
        return Proc.numbered(Long.toString(id), "task").stream()
                .filter(this::isCompiler)
                .mapToDouble(thread -> seconds(1, Long.toString(id), "task", Long.toString(thread), "stat"))
                .sum();
    }

    private boolean isCompiler(long thread) {
        return Proc.read(Long.toString(id), "task", Long.toString(thread), "comm")
                .filter(name -> COMPILER.matcher(name).lookingAt())
                .isPresent();
    }

    /** The memory that is resident, in bytes; what several share is divided among them where they are counted together. */
    public long residentBytes() {
        if (!hasWorkers) {
            return memory("status", "VmRSS", id);
        }
        return members()
                .mapToLong(member -> memory("smaps_rollup", "Pss", member))
                .sum();
    }

    /** The most that was resident since its start, in bytes. */
    public long mostResidentBytes() {
        return memory("status", "VmHWM", id);
    }

    private static long memory(String file, String name, long process) {
        return Proc.read(Long.toString(process), file)
                .flatMap(text -> Proc.bytes(text, name))
                .orElse(0L);
    }

    private Stream<Long> members() {
        return hasWorkers ? Stream.concat(Stream.of(id), children()) : Stream.of(id);
    }

    private Stream<Long> children() {
        return Proc.numbered().stream()
                .filter(process -> Proc.read(Long.toString(process), "status")
                        .flatMap(status -> Proc.value(status, "PPid"))
                        .filter(parent -> parent == id)
                        .isPresent());
    }

    private double seconds(long process) {
        return seconds(process == id && hasWorkers ? OF_THE_DEAD : 1, Long.toString(process), "stat");
    }

    /** proc(5): user and system time, and then those of the children that have ended. */
    private static double seconds(int pairs, String first, String... more) {
        return Proc.read(first, more)
                .map(stat -> List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)))
                .map(fields -> LongStream.range(USER_TIME, USER_TIME + 2L * pairs)
                                .map(field -> Long.parseLong(fields.get((int) field)))
                                .sum()
                        / TICKS_IN_A_SECOND)
                .orElse(0.0);
    }
}
