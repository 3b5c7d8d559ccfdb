package services.benchmarks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.benchmarks.seed.AuthDatabase;
import services.benchmarks.seed.Revocations;
import services.local.LocalSystem;
import services.local.roundtrip.Call;

/** What a long revocation list costs: the memory of an entry, and the time to tell Redis of it. What it does to validations, {@code load} tells. */
final class RevocationListBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationListBenchmark.class);

    /**
     * How much of it.
     *
     * @param logins whose tokens are shown once each
     */
    record Plan(int revocations, int logins) {

        static Plan full(int revocations) {
            return new Plan(revocations, 200);
        }
    }

    private final Plan plan;
    private final LocalSystem system;
    private final RedisMemory redis;
    private final Logins logins;

    private RevocationListBenchmark(Plan plan, LocalSystem system, RedisMemory redis) {
        this.plan = plan;
        this.system = system;
        this.redis = redis;
        this.logins = new Logins(system);
    }

    static RevocationListReport run(Plan plan) throws SQLException {
        try (LocalSystem system = LocalSystem.start(Logins.quick());
                RedisMemory redis = new RedisMemory(system.description().redis())) {
            return new RevocationListBenchmark(plan, system, redis).run();
        }
    }

    private RevocationListReport run() throws SQLException {
        LOG.info("{} users log in", plan.logins());
        List<Call> validations = logins.validations(plan.logins());
        logins.show(validations);
        double bytesPerLogin = redis.bytesPerKey("session:*");
        long withLogins = redis.usedMemory();
        LOG.info("auth-service tells Redis of {} revocations", plan.revocations());
        Duration telling = revoke();
        long withRevocations = redis.usedMemory();
        return new RevocationListReport(
                plan,
                redis.version(),
                bytesPerLogin,
                (double) (withRevocations - withLogins) / plan.revocations(),
                telling);
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
}
