package services.benchmarks.load.report;

import java.util.List;
import java.util.Map;

/**
 * Validations while more logins come than can be hashed, beside validations alone.
 *
 * @param validationRate that was due in a second
 * @param loginRate that was due in a second
 * @param loggedIn logins a second that succeeded, of each round
 * @param shed logins that were not, by what they were answered
 * @param others validations that were not answered as they should be
 */
public record StormResult(
        double validationRate,
        double loginRate,
        List<Percentiles> quiet,
        List<Percentiles> storm,
        List<Double> loggedIn,
        Map<String, Long> shed,
        Map<String, Long> others) {

    /** The p99 during the storm as a multiple of that before. */
    public Ratio slowdown() {
        return Ratio.of(
                storm.stream().map(Percentiles::p99).toList(),
                quiet.stream().map(Percentiles::p99).toList());
    }
}
