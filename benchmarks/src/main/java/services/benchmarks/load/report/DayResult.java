package services.benchmarks.load.report;

import java.util.List;
import java.util.Map;

/**
 * The mix of a day's busiest second, for a while.
 *
 * @param busy processors that each process kept busy meanwhile, on average
 * @param residentBytes by the name of the process, after it
 */
public record DayResult(double seconds, List<Part> parts, Map<String, Double> busy, Map<String, Long> residentBytes) {

    /** @param rate requests a second that were due */
    public record Part(String name, double rate, double answered, Percentiles times, Map<String, Long> others) {}
}
