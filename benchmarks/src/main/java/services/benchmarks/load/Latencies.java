package services.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.load.http.Flow;
import services.benchmarks.load.http.Measurement;
import services.benchmarks.load.http.Traffic;
import services.benchmarks.load.report.LatencyResult;
import services.benchmarks.load.report.Percentiles;
import services.benchmarks.load.report.ScenarioResult;

/** The response times of a scenario at several shares of the most that it reached. */
final class Latencies {

    private static final Logger LOG = LoggerFactory.getLogger(Latencies.class);
    private static final List<Double> SHARES = List.of(0.2, 0.4, 0.6, 0.8);
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private Latencies() {}

    static LatencyResult of(Measuring measuring, ScenarioResult scenario, Traffic traffic) {
        List<LatencyResult.Point> points = new ArrayList<>();
        for (double share : SHARES) {
            points.add(point(
                    measuring,
                    scenario.name(),
                    traffic,
                    share,
                    share * scenario.rate().median()));
        }
        return new LatencyResult(scenario.name(), scenario.title(), points);
    }

    private static LatencyResult.Point point(
            Measuring measuring, String name, Traffic traffic, double share, double rate) {
        LoadOptions options = measuring.options();
        measuring.awaitQuiet();
        Measurement measurement = measuring
                .generator()
                .openLoop(List.of(new Flow(name, traffic, rate, options.connections())), WARM_UP, options.latency());
        Percentiles times = Percentiles.of(measurement.all());
        LOG.info("{} at {} a second: {}", name, Math.round(rate), times);
        return new LatencyResult.Point(
                share, rate, measurement.rate(), times, measurement.all().others());
    }
}
