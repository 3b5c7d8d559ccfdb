package services.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.load.http.Flow;
import services.benchmarks.load.http.Measurement;
import services.benchmarks.load.http.Tally;
import services.benchmarks.load.report.Percentiles;
import services.benchmarks.load.report.StormResult;
import services.benchmarks.load.traffic.Endpoints;

/** Validations at a modest rate, alone and while more logins come than can be hashed. */
final class LoginStorm {

    private static final Logger LOG = LoggerFactory.getLogger(LoginStorm.class);
    private static final double MODEST = 0.1;
    private static final double TOO_MANY = 3;
    /** More than wait and are hashed at a time, so that the service has to send some away. */
    private static final int CLIENTS = 400;

    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private final Measuring measuring;
    private final Flow validations;
    private final Flow logins;
    private final List<Percentiles> quiet = new ArrayList<>();
    private final List<Percentiles> storm = new ArrayList<>();
    private final List<Double> loggedIn = new ArrayList<>();
    private final Tally shed = new Tally();
    private final Tally others = new Tally();

    LoginStorm(Measuring measuring, Scenarios scenarios, Subject subject, double mostValidations, double mostHashes) {
        this.measuring = measuring;
        this.validations = new Flow(
                Endpoints.VALIDATE,
                subject.validations(),
                MODEST * mostValidations,
                measuring.options().connections());
        this.logins = new Flow(Endpoints.LOGIN, scenarios.logins(), TOO_MANY * mostHashes, CLIENTS);
    }

    StormResult run() {
        for (int number = 1; number <= measuring.options().rounds(); number++) {
            quiet.add(times(measure(List.of(validations))));
            Measurement together = measure(List.of(validations, logins));
            storm.add(times(together));
            loggedIn.add(together.rate(Endpoints.LOGIN));
            shed.addOthers(together.of(Endpoints.LOGIN));
        }
        StormResult result = new StormResult(
                validations.rate(), logins.rate(), quiet, storm, loggedIn, shed.others(), Map.copyOf(others.others()));
        LOG.info(
                "A login storm makes the p99 of validations {} times as long",
                result.slowdown().format());
        return result;
    }

    private Measurement measure(List<Flow> flows) {
        measuring.awaitQuiet();
        return measuring
                .generator()
                .openLoop(flows, WARM_UP, measuring.options().latency());
    }

    private Percentiles times(Measurement measurement) {
        Tally tally = measurement.of(Endpoints.VALIDATE);
        others.addOthers(tally);
        return Percentiles.of(tally);
    }
}
