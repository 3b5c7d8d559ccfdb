package services.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The benchmark itself, small: so that it still runs, and measures what it says, when somebody wants its figures. */
class RevocationListBenchmarkIT {

    @Test
    void smallRunMeasuresEverything() throws Exception {
        RevocationListReport report = RevocationListBenchmark.run(new RevocationListBenchmark.Plan(10_000, 20));

        assertThat(report.bytesPerRevocation()).isBetween(80.0, 400.0);
        assertThat(report.bytesPerLogin()).isBetween(100.0, 2_000.0);
        assertThat(report.toMarkdown()).contains("told Redis of 10,000", "bytes for each revocation");
    }
}
