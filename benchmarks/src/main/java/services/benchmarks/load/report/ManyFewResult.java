package services.benchmarks.load.report;

import java.util.List;
import java.util.Map;

/**
 * Rates of validations on the system that was filled, and beside each that of another one that stayed as it was: what the machine, its
 * compilers and its temperature did meanwhile, they did to both.
 *
 * @param few of what there was at first
 * @param stages in the order in which the system was filled
 * @param others answers that were not as they should be
 */
public record ManyFewResult(int few, List<Stage> stages, Map<String, Long> others) {

    /** @param title what there was then */
    public record Stage(String title, List<Double> filled, List<Double> unchanged) {

        Ratio ratio() {
            return Ratio.of(filled, unchanged);
        }
    }

    /** How the rate of a stage compares with that of the one before. */
    public Ratio against(int stage, int before) {
        Ratio later = stages.get(stage).ratio();
        Ratio earlier = stages.get(before).ratio();
        return new Ratio(
                later.ofMedians() / earlier.ofMedians(),
                later.least() / earlier.most(),
                later.most() / earlier.least());
    }
}
