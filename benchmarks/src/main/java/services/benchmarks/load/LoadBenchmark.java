package services.benchmarks.load;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.figures.Spread;
import services.benchmarks.load.http.LoadGenerator;
import services.benchmarks.load.machine.Machine;
import services.benchmarks.load.report.DayResult;
import services.benchmarks.load.report.LatencyResult;
import services.benchmarks.load.report.LoadReport;
import services.benchmarks.load.report.ManyFewResult;
import services.benchmarks.load.report.ScenarioResult;
import services.benchmarks.load.report.StartResult;
import services.benchmarks.load.report.StormResult;
import services.benchmarks.load.traffic.Endpoints;
import services.benchmarks.seed.Revocations;
import services.benchmarks.seed.SeededData;
import services.benchmarks.seed.SeededSessions;
import services.benchmarks.seed.SessionCopies;
import services.local.LocalSystem;

/** Fills a system of its own and loads it in every way that the report tells of. */
public final class LoadBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(LoadBenchmark.class);

    private final LoadOptions options;
    private final LoadGenerator generator;
    private final Map<String, Double> preparation = new LinkedHashMap<>();

    private LoadBenchmark(LoadOptions options, LoadGenerator generator) {
        this.options = options;
        this.generator = generator;
    }

    public static LoadReport run(LoadOptions options) throws SQLException {
        String begunAt = OffsetDateTime.now(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        Machine machine = Machine.here();
        LOG.info("On {}", machine);
        try (LoadGenerator generator = new LoadGenerator();
                Subject subject = Subject.start(options)) {
            return new LoadBenchmark(options, generator).run(begunAt, machine, subject);
        }
    }

    private LoadReport run(String begunAt, Machine machine, Subject subject) throws SQLException {
        ManyFewResult manyFew = fill(subject);
        addSessionsAndData(subject);
        Measuring measuring = Measuring.of(generator, options, subject);
        try (Scenarios scenarios = new Scenarios(measuring, subject)) {
            List<ScenarioResult> results = scenarios.run();
            List<LatencyResult> latencies = List.of(
                    Latencies.of(measuring, find(results, Endpoints.VALIDATE), subject.validations()),
                    Latencies.of(measuring, find(results, Endpoints.DATA), subject.data()),
                    Latencies.of(measuring, find(results, Endpoints.REFRESH), scenarios.refreshes()),
                    Latencies.of(measuring, find(results, Endpoints.LOGIN), scenarios.logins()));
            ScenarioResult login = find(results, Endpoints.LOGIN);
            StormResult storm = new LoginStorm(
                            measuring,
                            scenarios,
                            subject,
                            find(results, Endpoints.VALIDATE).rate().median(),
                            Spread.of(login.ceilings().getFirst().rates()).median())
                    .run();
            DayResult day = Day.run(measuring, scenarios, subject);
            LocalSystem system = subject.system();
            List<StartResult> starts = new Starts(options.rounds()).of(system.auth(), system.resource());
            return new LoadReport(
                    begunAt,
                    machine,
                    options.toMap(),
                    Subject.settings(options),
                    List.of(system.postgres().description(), system.redis().description()),
                    preparation,
                    results,
                    latencies,
                    storm,
                    manyFew,
                    day,
                    starts);
        }
    }

    private static ScenarioResult find(List<ScenarioResult> results, String name) {
        return results.stream()
                .filter(result -> result.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ManyFewResult fill(Subject subject) throws SQLException {
        int few = options.few();
        try (Subject unchanged = Subject.start(options)) {
            ManyAndFew manyAndFew = new ManyAndFew(generator, options, subject, unchanged);
            manyAndFew.measure(few, few);
            timed("users were made", () -> subject.users().grow(options.users()));
            manyAndFew.measure(options.users(), few);
            timed(
                    "tokens were revoked",
                    () -> new Revocations(subject.database()).publish(options.revocations() - few));
            manyAndFew.measure(options.users(), options.revocations());
            return manyAndFew.result();
        }
    }

    private void addSessionsAndData(Subject subject) throws SQLException {
        timed(
                "sessions were made",
                () -> new SeededSessions(subject.database(), options.users()).insert(options.sessions()));
        timed("sessions were copied to Redis", () -> copySessions(subject));
        timed("items of data were made", () -> new SeededData(subject.system()).insert(options.users()));
    }

    private void copySessions(Subject subject) {
        int written = new SessionCopies(subject.system().description().redis())
                .write(
                        UUID.fromString(subject.claims().path("sub").asString()),
                        UUID.fromString(subject.claims().path("sid").asString()),
                        options.sessions(),
                        options.users());
        if (written == 0) {
            LOG.warn("Redis holds nothing of a login that was validated, so nothing was copied there");
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private void timed(String what, Step step) throws SQLException {
        long begin = System.nanoTime();
        step.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        preparation.put(what, seconds);
        LOG.info("{} in {} s", what, Math.round(seconds));
    }
}
