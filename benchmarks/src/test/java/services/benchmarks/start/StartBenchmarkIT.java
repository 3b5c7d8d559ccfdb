package services.benchmarks.start;

import org.junit.jupiter.api.Test;
import services.local.JvmStart;

import static org.assertj.core.api.Assertions.assertThat;

/** The benchmark itself, small: so that it still runs, and measures what it says, when somebody wants its figures. */
class StartBenchmarkIT {

    @Test
    void startsBothServicesWithTheirCacheAndWithoutAndTheCacheSavesWork() throws Exception {
        StartReport report = StartBenchmark.run(1);

        for (String service : new String[] {"auth-service", "resource-service"}) {
            StartReport.Medians with = report.medians(service, JvmStart.CACHED);
            StartReport.Medians without = report.medians(service, JvmStart.PLAIN);
            assertThat(with.answerSeconds()).isPositive().isLessThanOrEqualTo(with.readySeconds());
            assertThat(with.processorSeconds()).isLessThan(without.processorSeconds());
            assertThat(report.toMarkdown()).contains("| " + service + ", with its start cache | ");
        }
    }
}
