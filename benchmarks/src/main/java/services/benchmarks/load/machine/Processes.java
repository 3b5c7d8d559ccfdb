package services.benchmarks.load.machine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The processes of a system by their names, and what each takes of the processors. */
public final class Processes {

    /** Whatever else runs on the machine. */
    public static final String OTHERS = "others";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration WINDOW = Duration.ofMillis(200);

    private final Map<String, MeasuredProcess> processes;

    public Processes(Map<String, MeasuredProcess> processes) {
        this.processes = new LinkedHashMap<>(processes);
    }

    /**
     * What was done, and how busy a processor was with it: 1 is one processor, all the time.
     *
     * @param busy by the name of the process
     */
    public record Watched<T>(T result, Map<String, Double> busy) {}

    public <T> Watched<T> watch(Supplier<T> work) {
        Map<String, Double> before = seconds();
        long begin = System.nanoTime();
        T result = work.get();
        double took = (System.nanoTime() - begin) / 1e9;
        Map<String, Double> busy = new LinkedHashMap<>();
        seconds()
                .forEach((name, after) -> busy.put(name, Math.max(0, after - before.getOrDefault(name, after)) / took));
        return new Watched<>(result, busy);
    }

    /**
     * Returns when the system has done what it had put off, like sealing the audit log, or when it takes too long for that.
     *
     * @param self the name of the one that waits
     */
    public void awaitQuiet(String self) {
        Quiet.await(
                () -> processes.entrySet().stream()
                        .filter(process -> !process.getKey().equals(self))
                        .mapToDouble(process -> process.getValue().processorSeconds())
                        .sum(),
                WINDOW,
                PATIENCE);
    }

    /** How busy a processor was with compiling in all of them while something was done: 1 is one processor, all the time. */
    public <T> Compiling<T> watchCompilers(Supplier<T> work) {
        double before = compilerSeconds();
        long begin = System.nanoTime();
        T result = work.get();
        double took = (System.nanoTime() - begin) / 1e9;
        return new Compiling<>(result, Math.max(0, compilerSeconds() - before) / took);
    }

    /** What was done, and how busy a processor was with compiling meanwhile. */
    public record Compiling<T>(T result, double busy) {}

    private double compilerSeconds() {
        return processes.values().stream()
                .mapToDouble(MeasuredProcess::compilerSeconds)
                .sum();
    }

    /** Resident memory in bytes, by the name of the process. */
    public Map<String, Long> residentBytes() {
        Map<String, Long> bytes = new LinkedHashMap<>();
        processes.forEach((name, process) -> bytes.put(name, process.residentBytes()));
        return bytes;
    }

    private Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        processes.forEach((name, process) -> seconds.put(name, process.processorSeconds()));
        double known =
                seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        seconds.put(OTHERS, Machine.busySeconds() - known);
        return seconds;
    }
}
