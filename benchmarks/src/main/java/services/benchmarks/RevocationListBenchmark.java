package services.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.Load.Shot;
import services.benchmarks.seed.AuthDatabase;
import services.benchmarks.seed.Revocations;
import services.local.LocalSystem;
import services.local.roundtrip.Call;

/**
 * What a long revocation list costs: the memory of an entry, and the rate of {@code POST /validateToken} beside that with an
 * empty list and beside an answer that needs no work. The lists take turns within each round, and so does who comes first.
 */
final class RevocationListBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationListBenchmark.class);

    /**
     * How much of it.
     *
     * @param logins whose tokens are shown, one after the other
     * @param measurement how long each rate is measured
     */
    record Plan(int revocations, int logins, int clients, int rounds, Duration measurement) {

        static Plan full(int revocations) {
            return new Plan(revocations, 200, 32, 7, Duration.ofSeconds(5));
        }
    }

    private final Plan plan;
    private final Load load;
    private final LocalSystem system;
    private final RedisUnderLoad redis;
    private final Logins logins;

    private RevocationListBenchmark(Plan plan, Load load, LocalSystem system, RedisUnderLoad redis) {
        this.plan = plan;
        this.load = load;
        this.system = system;
        this.redis = redis;
        this.logins = new Logins(system);
    }

    static RevocationListReport run(Plan plan) throws SQLException {
        LocalSystem.Config config = LocalSystem.Config.isolated()
                // logins by the hundred are the preparation and not the subject
                .with("AUTH_SERVICE_PASSWORD_HASHING_MEMORY", "64")
                .with("AUTH_SERVICE_PASSWORD_HASHING_ITERATIONS", "1")
                .with("AUTH_SERVICE_CLIENT_ACCESS_TOKEN_TIME_TO_LIVE", "2h");
        try (Load load = new Load(plan.clients());
                LocalSystem system = LocalSystem.start(config);
                RedisUnderLoad redis = new RedisUnderLoad(system.description().redis())) {
            return new RevocationListBenchmark(plan, load, system, redis).run();
        }
    }

    private RevocationListReport run() throws SQLException {
        LOG.info("{} users log in", plan.logins());
        List<Call> validations = logins.validations(plan.logins());
        long empty = redis.usedMemory();
        logins.show(validations);
        long withLogins = redis.usedMemory();
        LOG.info("auth-service tells Redis of {} revocations", plan.revocations());
        Duration telling = revoke();
        long withRevocations = redis.usedMemory();
        redis.swap();
        logins.show(validations);
        redis.swap();
        return new RevocationListReport(
                plan,
                redis.version(),
                (double) (withLogins - empty) / plan.logins(),
                (double) (withRevocations - withLogins) / plan.revocations(),
                telling,
                measure(validations));
    }

    private Duration revoke() throws SQLException {
        long before = redis.keys();
        Duration telling = new Revocations(new AuthDatabase(system)).publish(plan.revocations());
        long told = redis.keys() - before;
        if (told != plan.revocations()) {
            throw new IllegalStateException("Redis has " + told + " revocations");
        }
        redis.awaitQuiet();
        return telling;
    }

    private List<RevocationListReport.Round> measure(List<Call> validations) {
        Shot ceiling =
                Shot.of(Call.get(system.auth().internalUrl().resolve("/health/liveness")), "{\"status\":\"UP\"}");
        List<Shot> shots = validations.stream()
                .map(call -> Shot.of(call, "{\"authenticated\":true"))
                .toList();
        // the first one warms up and does not count
        return IntStream.rangeClosed(0, plan.rounds())
                .mapToObj(number -> round(number, ceiling, shots))
                .skip(1)
                .toList();
    }

    private RevocationListReport.Round round(int number, Shot ceiling, List<Shot> shots) {
        LOG.info("Round {} of {}", number, plan.rounds());
        boolean fullFirst = number % 2 == 0;
        double most = load.rate(List.of(ceiling), plan.measurement());
        double first = measure(shots, fullFirst);
        double second = measure(shots, !fullFirst);
        return new RevocationListReport.Round(most, fullFirst ? second : first, fullFirst ? first : second);
    }

    private double measure(List<Shot> shots, boolean isFull) {
        if (isFull) {
            return load.rate(shots, plan.measurement());
        }
        redis.swap();
        try {
            return load.rate(shots, plan.measurement());
        } finally {
            redis.swap();
        }
    }
}
