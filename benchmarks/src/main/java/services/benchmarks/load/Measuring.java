package services.benchmarks.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.load.http.LoadGenerator;
import services.benchmarks.load.http.Measurement;
import services.benchmarks.load.http.Tally;
import services.benchmarks.load.http.Traffic;
import services.benchmarks.load.machine.MeasuredProcess;
import services.benchmarks.load.machine.Processes;
import services.benchmarks.load.machine.ServerProcesses;

/** The load generator, the processes that are watched while it works, and for how long it does. */
record Measuring(LoadGenerator generator, LoadOptions options, Processes processes) {

    /** Connections are made and caches are warm again after this share of a measurement. */
    private static final int WARM_UP = 5;

    /** How often it is asked whether the compilers are through, in the time that a scenario warms up at least. */
    private static final int PARTS = 4;

    /** How much longer than that a scenario warms up at most. */
    private static final int MORE = 3;

    /** Less of a processor than this, and what the compilers take is not seen in a rate. */
    private static final double THROUGH = 0.05;

    private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);

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

    /**
     * As {@link #closedLoop}, until the compilers are through: as long as the options say, and then, while they are busy still, up to three times
     * as long again.
     *
     * @return what was not answered as expected is in it too
     */
    Tally warmUp(Traffic traffic) {
        Duration whole = options.warmUp();
        Tally all = generator
                .closedLoop(traffic, options.connections(), Duration.ZERO, whole)
                .all();
        Duration part = whole.dividedBy(PARTS);
        double busy = 1;
        for (int more = 0; more < MORE * PARTS && busy > THROUGH; more++) {
            Processes.Compiling<Measurement> watched = processes.watchCompilers(
                    () -> generator.closedLoop(traffic, options.connections(), Duration.ZERO, part));
            all.add(watched.result().all());
            busy = watched.busy();
        }
        if (busy > THROUGH) {
            LOG.info("The compilers still take {} of a processor", String.format(Locale.ROOT, "%.2f", busy));
        }
        return all;
    }

    /** What was measured before shall not be felt in what is measured now. */
    void awaitQuiet() {
        processes.awaitQuiet(GENERATOR);
    }

    <T> Processes.Watched<T> watch(Supplier<T> work) {
        return processes.watch(work);
    }
}
