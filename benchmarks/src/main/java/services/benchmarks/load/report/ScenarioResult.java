package services.benchmarks.load.report;

import java.util.List;
import java.util.Map;

import services.benchmarks.figures.Spread;

/**
 * What a scenario reached in a closed loop, beside its ceilings.
 *
 * @param rates answers in a second, of each round
 * @param ceilings the one that counts first
 * @param busy processors that each process kept busy meanwhile, on average
 * @param others answers that were not as they should be, by what they were
 */
public record ScenarioResult(
        String name,
        String title,
        List<Double> rates,
        List<CeilingResult> ceilings,
        Map<String, Double> busy,
        Percentiles times,
        long right,
        Map<String, Long> others) {

    public Spread rate() {
        return Spread.of(rates);
    }

    public Ratio shareOf(CeilingResult ceiling) {
        return Ratio.of(rates, ceiling.rates());
    }
}
