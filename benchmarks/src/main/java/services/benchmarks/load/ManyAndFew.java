package services.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.load.http.LoadGenerator;
import services.benchmarks.load.http.Measurement;
import services.benchmarks.load.http.Tally;
import services.benchmarks.load.http.Traffic;
import services.benchmarks.load.report.ManyFewResult;

/** Validations on a system while it is filled, beside those on one that stays as it is. */
final class ManyAndFew {

    private static final Logger LOG = LoggerFactory.getLogger(ManyAndFew.class);

    private final LoadGenerator generator;
    private final LoadOptions options;
    private final Traffic filled;
    private final Traffic unchanged;
    private final List<ManyFewResult.Stage> stages = new ArrayList<>();
    private final Tally others = new Tally();

    ManyAndFew(LoadGenerator generator, LoadOptions options, Subject filled, Subject unchanged) {
        this.generator = generator;
        this.options = options;
        this.filled = filled.validations();
        this.unchanged = unchanged.validations();
    }

    /** Measures with what there is now. */
    void measure(int users, int revocations) {
        if (stages.isEmpty()) {
            rate(filled, options.warmUp());
            rate(unchanged, options.warmUp());
        }
        List<Double> one = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        for (int number = 0; number < options.rounds(); number++) {
            if (number % 2 == 0) {
                one.add(rate(filled));
                other.add(rate(unchanged));
            } else {
                other.add(rate(unchanged));
                one.add(rate(filled));
            }
        }
        String title = String.format(Locale.ROOT, "%,d users and %,d revoked tokens", users, revocations);
        stages.add(new ManyFewResult.Stage(title, one, other));
        LOG.info("{}: {} validations a second; unchanged: {}", title, one, other);
    }

    ManyFewResult result() {
        return new ManyFewResult(options.few(), stages, others.others());
    }

    private double rate(Traffic traffic) {
        return rate(traffic, options.measurement().dividedBy(5));
    }

    private double rate(Traffic traffic, Duration warmUp) {
        Measurement measurement = generator.closedLoop(traffic, options.connections(), warmUp, options.measurement());
        others.addOthers(measurement.all());
        return measurement.rate();
    }
}
