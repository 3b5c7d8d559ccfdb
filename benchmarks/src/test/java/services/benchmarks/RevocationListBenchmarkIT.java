package services.benchmarks;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The benchmark itself, small: so that it still runs, and measures what it says, when somebody wants its figures. */
class RevocationListBenchmarkIT {

    @Test
    void smallRunMeasuresEverything() throws Exception {
        RevocationListReport report =
                RevocationListBenchmark.run(new RevocationListBenchmark.Plan(10_000, 20, 4, 2, Duration.ofMillis(300)));

        assertThat(report.bytesPerRevocation()).isBetween(80.0, 400.0);
        assertThat(report.bytesPerLogin()).isBetween(100.0, 100_000.0);
        assertThat(report.rounds()).hasSize(2).allSatisfy(round -> {
            assertThat(round.ceiling()).isPositive();
            assertThat(round.emptyList()).isPositive();
            assertThat(round.fullList()).isPositive();
        });
        assertThat(report.toMarkdown()).contains("10,000 revocations", "bytes for each revocation");
    }
}
