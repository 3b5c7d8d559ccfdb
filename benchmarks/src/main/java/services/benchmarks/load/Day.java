package services.benchmarks.load;

import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.load.http.Flow;
import services.benchmarks.load.http.Measurement;
import services.benchmarks.load.http.Tally;
import services.benchmarks.load.machine.Processes;
import services.benchmarks.load.report.DayResult;
import services.benchmarks.load.report.Percentiles;
import services.benchmarks.load.traffic.Endpoints;
import services.benchmarks.load.traffic.Logouts;
import services.benchmarks.load.traffic.Mixture;

/** What comes in the busiest second of a day with 250,000 users: by arithmetic 14 logins, 56 refreshes and 2,800 validations. */
final class Day {

    static final String NAME = "day";

    private static final Logger LOG = LoggerFactory.getLogger(Day.class);
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private Day() {}

    /** Their shares are requests a second. */
    static List<Mixture.Part> parts(Scenarios scenarios, Subject subject) {
        return List.of(
                new Mixture.Part(Endpoints.VALIDATE, subject.validations(), 2_800),
                new Mixture.Part(Endpoints.DATA, subject.data(), 100),
                new Mixture.Part(Endpoints.REFRESH, scenarios.refreshes(), 56),
                new Mixture.Part(Endpoints.LOGIN, scenarios.logins(), 14),
                new Mixture.Part(Endpoints.LOGOUT, Logouts.of(subject.endpoints(), scenarios.logins()), 7));
    }

    static DayResult run(Measuring measuring, Scenarios scenarios, Subject subject) {
        LoadOptions options = measuring.options();
        List<Mixture.Part> parts = parts(scenarios, subject);
        List<Flow> flows = parts.stream()
                .map(part -> new Flow(part.kind(), part.traffic(), part.share(), options.connections()))
                .toList();
        measuring.awaitQuiet();
        Processes.Watched<Measurement> watched =
                measuring.watch(() -> measuring.generator().openLoop(flows, WARM_UP, options.drive()));
        List<DayResult.Part> results =
                parts.stream().map(part -> result(part, watched.result())).toList();
        results.forEach(part -> LOG.info(
                "{} of {} {} a second in the day's mix", Math.round(part.answered()), part.rate(), part.name()));
        return new DayResult(
                options.drive().toMillis() / 1e3,
                results,
                watched.busy(),
                measuring.processes().residentBytes());
    }

    private static DayResult.Part result(Mixture.Part part, Measurement measurement) {
        Tally tally = measurement.of(part.kind());
        return new DayResult.Part(
                part.kind(), part.share(), measurement.rate(part.kind()), Percentiles.of(tally), tally.others());
    }
}
