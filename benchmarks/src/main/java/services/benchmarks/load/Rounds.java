package services.benchmarks.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.figures.Spread;
import services.benchmarks.load.ceiling.Ceiling;
import services.benchmarks.load.http.Measurement;
import services.benchmarks.load.http.Tally;
import services.benchmarks.load.machine.Processes;
import services.benchmarks.load.report.CeilingResult;
import services.benchmarks.load.report.Percentiles;
import services.benchmarks.load.report.ScenarioResult;

/** A scenario and its ceilings, in turn; the first round warms up and does not count. */
final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Measuring measuring;
    private final Scenario scenario;
    private final List<Double> rates = new ArrayList<>();
    private final Map<String, List<Double>> ceilingRates = new LinkedHashMap<>();
    private final Map<String, List<Double>> busy = new LinkedHashMap<>();
    private final Tally tally = new Tally();

    private Rounds(Measuring measuring, Scenario scenario) {
        this.measuring = measuring;
        this.scenario = scenario;
    }

    static ScenarioResult of(Measuring measuring, Scenario scenario) {
        return new Rounds(measuring, scenario).run();
    }

    private ScenarioResult run() {
        for (int number = 0; number <= measuring.options().rounds(); number++) {
            boolean counts = number > 0;
            if (number % 2 == 0) {
                scenario(counts);
                ceilings(counts);
            } else {
                ceilings(counts);
                scenario(counts);
            }
        }
        ScenarioResult result = result();
        LOG.info("{}: {} a second{}", scenario.name(), result.rate().format("%,.0f"), problems());
        result.ceilings()
                .forEach(ceiling ->
                        LOG.info("    {} of {}", result.shareOf(ceiling).format(), ceiling.name()));
        return result;
    }

    private String problems() {
        return tally.otherCount() == 0 ? "" : "; NOT AS EXPECTED: " + tally.others();
    }

    private void scenario(boolean counts) {
        scenario.prepare().run();
        measuring.awaitQuiet();
        if (!counts) {
            // a wrong answer is one all the same
            tally.addOthers(measuring.warmUp(scenario.traffic()));
            return;
        }
        Processes.Watched<Measurement> watched = measuring.watch(() -> measuring.closedLoop(scenario.traffic()));
        rates.add(watched.result().rate());
        tally.add(watched.result().all());
        watched.busy()
                .forEach((name, share) ->
                        busy.computeIfAbsent(name, ignored -> new ArrayList<>()).add(share));
    }

    private void ceilings(boolean counts) {
        for (Map.Entry<String, Ceiling> ceiling : scenario.ceilings().entrySet()) {
            measuring.awaitQuiet();
            double rate = ceiling.getValue().perSecond(measuring.options().measurement());
            List<Double> all = ceilingRates.computeIfAbsent(ceiling.getKey(), ignored -> new ArrayList<>());
            if (counts) {
                all.add(rate);
            }
        }
    }

    private ScenarioResult result() {
        Map<String, Double> usual = new LinkedHashMap<>();
        busy.forEach((name, shares) -> usual.put(name, Spread.of(shares).median()));
        return new ScenarioResult(
                scenario.name(),
                scenario.title(),
                rates,
                ceilingRates.entrySet().stream()
                        .map(ceiling -> new CeilingResult(ceiling.getKey(), ceiling.getValue()))
                        .toList(),
                usual,
                Percentiles.of(tally),
                tally.right(),
                tally.others());
    }
}
