package services.benchmarks.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import services.benchmarks.load.http.LoadGenerator;
import services.benchmarks.load.http.Measurement;
import services.benchmarks.load.http.Traffic;
import services.benchmarks.load.machine.MeasuredProcess;
import services.benchmarks.load.machine.Processes;
import services.benchmarks.load.machine.ServerProcesses;

/** The load generator, the processes that are watched while it works, and for how long it does. */
record Measuring(LoadGenerator generator, LoadOptions options, Processes processes) {

    /** Connections are made and caches are warm again after this share of a measurement. */
    private static final int WARM_UP = 5;

    private static final String GENERATOR = "load generator";

    static Measuring of(LoadGenerator generator, LoadOptions options, Subject subject) {
        Map<String, MeasuredProcess> processes = new LinkedHashMap<>();
        processes.put("auth-service", MeasuredProcess.of(subject.system().auth().pid()));
        processes.put(
                "resource-service",
                MeasuredProcess.of(subject.system().resource().pid()));
        ServerProcesses.postgres(subject.database()).ifPresent(server -> processes.put("PostgreSQL", server));
        ServerProcesses.redis(subject.system().description().redis())
                .ifPresent(server -> processes.put("Redis", server));
        processes.put(GENERATOR, MeasuredProcess.of(ProcessHandle.current().pid()));
        return new Measuring(generator, options, new Processes(processes));
    }

    Measurement closedLoop(Traffic traffic) {
        return generator.closedLoop(
                traffic, options.connections(), options.measurement().dividedBy(WARM_UP), options.measurement());
    }

    /** As {@link #closedLoop}, until the compilers have had their time. */
    Measurement warmUp(Traffic traffic) {
        return generator.closedLoop(traffic, options.connections(), Duration.ZERO, options.warmUp());
    }

    /** What was measured before shall not be felt in what is measured now. */
    void awaitQuiet() {
        processes.awaitQuiet(GENERATOR);
    }

    <T> Processes.Watched<T> watch(Supplier<T> work) {
        return processes.watch(work);
    }
}
