package services.benchmarks.load;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import services.benchmarks.load.ceiling.Ceiling;
import services.benchmarks.load.ceiling.PgBench;
import services.benchmarks.load.ceiling.RawArgon2;
import services.benchmarks.load.ceiling.RawRedis;
import services.benchmarks.load.ceiling.RawSigning;
import services.benchmarks.load.ceiling.SqlTransaction;
import services.benchmarks.load.http.Request;
import services.benchmarks.load.http.Traffic;
import services.benchmarks.load.report.ScenarioResult;
import services.benchmarks.load.traffic.Endpoints;
import services.benchmarks.load.traffic.Logins;
import services.benchmarks.load.traffic.Logouts;
import services.benchmarks.load.traffic.Mixture;
import services.benchmarks.load.traffic.Refreshes;
import services.benchmarks.load.traffic.Rotation;
import services.benchmarks.seed.SeededUsers;

/** All scenarios, with their traffic and what bounds them. */
final class Scenarios implements AutoCloseable {

    /** As many as auth-service opens by itself. */
    private static final int DATABASE_CONNECTIONS = 10;

    /** More than any machine of this size logs out in a second. */
    private static final int LOGOUTS_A_SECOND = 1_500;

    private static final int TENTHS = 10;
    private static final String NO_OP = "a no-op on the same listener";

    private final Measuring measuring;
    private final Subject subject;
    private final Endpoints endpoints;
    private final Logins logins;
    private final Refreshes refreshes;
    private final Refreshes toLogOut;
    private final RawRedis redisScript;
    private final RawRedis redisPing;

    Scenarios(Measuring measuring, Subject subject) {
        this.measuring = measuring;
        this.subject = subject;
        this.endpoints = subject.endpoints();
        int tenth = measuring.options().sessions() / TENTHS;
        this.logins = new Logins(endpoints, subject.users().count());
        // what is logged out is not refreshed, and nothing of both is touched by the bare transactions
        this.refreshes = new Refreshes(endpoints, 1, 6 * tenth);
        this.toLogOut = new Refreshes(endpoints, 6 * tenth + 1, 3 * tenth);
        toLogOut.keepAccessTokens(true);
        String redis = subject.system().description().redis();
        this.redisScript = RawRedis.script(redis, measuring.options().connections());
        this.redisPing = RawRedis.ping(redis, measuring.options().connections());
    }

    Logins logins() {
        return logins;
    }

    Refreshes refreshes() {
        return refreshes;
    }

    Ceiling argon2() throws SQLException {
        return new RawArgon2(subject.passwordHash(), SeededUsers.PASSWORD);
    }

    List<ScenarioResult> run() throws SQLException {
        List<ScenarioResult> results = new ArrayList<>();
        for (Scenario scenario : all()) {
            results.add(Rounds.of(measuring, scenario));
        }
        return results;
    }

    private List<Scenario> all() throws SQLException {
        Ceiling authNoOp = noOp(endpoints.authNoOp());
        return List.of(
                Scenario.of(Endpoints.VALIDATE, "`POST /validateToken`", subject.validations())
                        .below(NO_OP, authNoOp)
                        .below("Redis: a script that asks for two keys", redisScript)
                        .below("Redis: PING", redisPing),
                Scenario.of(Endpoints.DATA, "`GET /data`, one row", subject.data())
                        .below("a no-op of resource-service", noOp(endpoints.resourceNoOp())),
                Scenario.of(Endpoints.LOGIN, "`POST /login`", logins).below("raw argon2 on each processor", argon2()),
                refresh(),
                logout(),
                Scenario.of(
                                Endpoints.CLIENT_CREDENTIALS,
                                "`POST /oauth2/token`, client credentials",
                                new Rotation(List.of(endpoints.clientCredentials())))
                        .below(
                                "raw " + subject.signatureAlgorithm() + " on each processor",
                                RawSigning.with(subject.signatureAlgorithm()))
                        .below("a no-op", authNoOp),
                Scenario.of(Endpoints.INTROSPECT, "`POST /oauth2/introspect`", subject.introspections())
                        .below("a no-op", authNoOp),
                Scenario.of(Day.NAME, "the day's mix, as much as goes", new Mixture(Day.parts(this, subject))));
    }

    private Scenario refresh() {
        Scenario refresh = Scenario.of(Endpoints.REFRESH, "`POST /refresh`", refreshes);
        Optional<Ceiling> pgbench = PgBench.of(
                SqlTransaction.REFRESH,
                subject.system().description().postgres().auth(),
                ofTheBare());
        Scenario below = pgbench.map(ceiling -> refresh.below("its bare SQL by pgbench", ceiling))
                .orElse(refresh);
        return below.below("its bare SQL by JDBC", jdbc(SqlTransaction.REFRESH));
    }

    private Scenario logout() {
        return Scenario.of(Endpoints.LOGOUT, "`POST /logout`", Logouts.of(endpoints, toLogOut))
                .below("its bare SQL by JDBC", jdbc(SqlTransaction.LOGOUT))
                .preparedBy(this::logInForLogout);
    }

    private Ceiling jdbc(SqlTransaction transaction) {
        return transaction.over(subject.database(), ofTheBare());
    }

    /** The last tenth of the seeded ones. */
    private SqlTransaction.Logins ofTheBare() {
        int tenth = measuring.options().sessions() / TENTHS;
        return new SqlTransaction.Logins(9 * tenth + 1, tenth, DATABASE_CONNECTIONS);
    }

    private Ceiling noOp(Request request) {
        Traffic traffic = new Rotation(List.of(request));
        return duration -> measuring.closedLoop(traffic).rate();
    }

    /** Refreshes logins that are then there to be ended, each once. */
    private void logInForLogout() {
        LoadOptions options = measuring.options();
        double seconds = options.measurement().toMillis() / 1e3;
        int all = 3 * (options.sessions() / TENTHS);
        int wanted = (int) Math.min(all / (options.rounds() + 1.0), LOGOUTS_A_SECOND * seconds);
        int[] left = {wanted};
        Traffic some = () -> left[0]-- > 0 ? toLogOut.next() : null;
        measuring.generator().closedLoop(some, DATABASE_CONNECTIONS, Duration.ZERO, Duration.ofMinutes(5));
    }

    @Override
    public void close() {
        redisScript.close();
        redisPing.close();
    }
}
