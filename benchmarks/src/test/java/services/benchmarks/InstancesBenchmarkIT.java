package services.benchmarks;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import services.benchmarks.InstancesReport.Held;
import services.benchmarks.InstancesReport.Measurement;
import services.benchmarks.InstancesReport.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** The benchmark itself, small: so that it still runs, and measures what it says, when somebody wants its figures. */
@Tag("haproxy")
class InstancesBenchmarkIT {

    @Test
    void smallRunMeasuresEverything() {
        Duration second = Duration.ofSeconds(1);

        InstancesReport report = InstancesBenchmark.run(new InstancesBenchmark.Plan(8, 4, 1, second, second));

        assertThat(report.measurements())
                .extracting(Measurement::path, Measurement::instances)
                .containsExactlyInAnyOrder(
                        tuple(Path.VALIDATION, 1),
                        tuple(Path.VALIDATION, 2),
                        tuple(Path.VALIDATION_PAST_THE_BALANCER, 1),
                        tuple(Path.DATA, 1),
                        tuple(Path.DATA, 2));
        assertThat(report.measurements()).allSatisfy(InstancesBenchmarkIT::isMeasured);
        assertThat(List.of(report.auth(), report.resource()))
                .extracting(Held::megabytes)
                .allMatch(megabytes -> megabytes > 50);
        assertThat(report.auth().redis()).isPositive();
        assertThat(report.resource().redis()).isZero();
        assertThat(report.toMarkdown()).contains("4 clients, 1 rounds", "| `GET /data` | 2 |");
    }

    private static void isMeasured(Measurement measurement) {
        assertThat(measurement.rate()).isPositive();
        assertThat(measurement.services()).isPositive();
        if (measurement.path().isBalanced()) {
            assertThat(measurement.balancer()).isPositive();
        }
    }
}
