package services.benchmarks.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import services.benchmarks.figures.Spread;
import services.benchmarks.load.report.LoadReport;
import services.benchmarks.load.report.Percentiles;
import services.benchmarks.load.report.ReportFiles;
import services.benchmarks.load.report.ScenarioResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The benchmark itself, small: so that it still runs, and measures what it says, when somebody wants its figures. */
class LoadBenchmarkIT {

    private static final List<String> SCENARIOS =
            List.of("validate", "data", "login", "refresh", "logout", "client-credentials", "introspect", "day");

    @Test
    void smallRunMeasuresEverythingAndReportsIt(@TempDir Path folder) throws Exception {
        LoadOptions options = LoadOptions.parse(List.of(
                "--users",
                "2000",
                "--sessions",
                "4000",
                "--revocations",
                "2000",
                "--tokens",
                "20",
                "--connections",
                "8",
                "--rounds",
                "2",
                "--warm-up-seconds",
                "1",
                "--seconds",
                "0.3",
                "--latency-seconds",
                "0.3",
                "--drive-seconds",
                "2"));

        LoadReport report = LoadBenchmark.run(options);

        assertThat(report.scenarios()).extracting(ScenarioResult::name).isEqualTo(SCENARIOS);
        assertThat(report.scenarios()).allSatisfy(LoadBenchmarkIT::isMeasured);
        assertThat(report.latencies())
                .hasSize(4)
                .allSatisfy(result -> assertThat(result.points())
                        .hasSize(4)
                        .allSatisfy(point -> assertThat(point.others()).isEmpty()));
        assertThat(report.latencies().getFirst().points()).allSatisfy(point -> isTime(point.times()));
        assertThat(report.storm().others()).isEmpty();
        assertThat(report.storm().slowdown().ofMedians()).isPositive();
        assertThat(report.manyFew().others()).isEmpty();
        assertThat(report.manyFew().stages()).hasSize(3);
        assertThat(report.day().parts()).allSatisfy(part -> isTime(part.times()));
        assertThat(report.day().residentBytes()).containsKeys("auth-service", "resource-service");
        assertThat(report.starts()).hasSize(3);

        new ReportFiles(folder).write(report);
        isComplete(folder, report);
    }

    private static void isMeasured(ScenarioResult scenario) {
        assertThat(scenario.others()).as(scenario.name()).isEmpty();
        assertThat(scenario.rates()).as(scenario.name()).hasSize(2).allMatch(rate -> rate > 0);
        assertThat(scenario.busy()).as(scenario.name()).containsKey("auth-service");
        if (Files.exists(Path.of("/proc/self/stat"))) {
            assertThat(scenario.busy().get("auth-service")).as(scenario.name()).isPositive();
        }
        isTime(scenario.times());
        assertThat(scenario.ceilings())
                .allSatisfy(ceiling -> assertThat(ceiling.rates()).hasSize(2).allMatch(rate -> rate > 0));
    }

    private static void isTime(Percentiles times) {
        assertThat(List.of(times.p50(), times.p95(), times.p99(), times.p999(), times.longest()))
                .isSorted()
                .allMatch(time -> time > 0);
    }

    private static void isComplete(Path folder, LoadReport report) throws Exception {
        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("report.json")));
        ScenarioResult validate = report.scenario("validate");
        double share = Spread.of(validate.rates()).median()
                / Spread.of(validate.ceilings().getFirst().rates()).median();

        assertThat(json.at("/report/scenarios/0/rates/1").asDouble())
                .isEqualTo(validate.rates().get(1));
        assertThat(json.at("/targets")).hasSize(11);
        assertThat(validate.shareOf(validate.ceilings().getFirst()).ofMedians()).isCloseTo(share, within(1e-9));
        assertThat(json.at("/targets/0/measured").asString()).startsWith(String.format(Locale.ROOT, "%.2f ", share));
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("<svg", "A login storm", "Many against few", "2,000 users and 2,000 revoked tokens")
                .doesNotContain("http-equiv", "<script", "<link");
        assertThat(Files.readString(folder.resolve("report.md"))).contains("| figure | target |", "](shares.svg)");
        assertThat(folder.resolve("shares.svg")).exists();
        assertThat(folder.resolve("processors.svg")).exists();
        assertThat(folder.resolve("latency-validate.svg")).exists();
    }
}
