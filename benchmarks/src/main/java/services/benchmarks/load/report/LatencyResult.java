package services.benchmarks.load.report;

import java.util.List;
import java.util.Map;

/**
 * The response times of a scenario at constant rates.
 *
 * @param points by rising rate
 */
public record LatencyResult(String name, String title, List<Point> points) {

    /**
     * One rate.
     *
     * @param share of the most that the scenario reached
     * @param rate requests a second that were due
     * @param answered right answers a second
     */
    public record Point(double share, double rate, double answered, Percentiles times, Map<String, Long> others) {}
}
