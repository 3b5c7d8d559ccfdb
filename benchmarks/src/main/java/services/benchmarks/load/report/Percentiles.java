package services.benchmarks.load.report;

import services.benchmarks.load.http.Tally;

/** Response times in milliseconds. */
public record Percentiles(double p50, double p95, double p99, double p999, double longest) {

    public static Percentiles of(Tally tally) {
        return new Percentiles(
                tally.percentile(50),
                tally.percentile(95),
                tally.percentile(99),
                tally.percentile(99.9),
                tally.longest());
    }
}
