package services.local.history.run;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.local.history.History;
import services.local.history.Promises;
import services.local.history.Violation;

import static org.assertj.core.api.Assertions.assertThat;

/** A system that breaks a promise is found out by the histories of a few clients, whatever they happen to do. */
class SabotagedHistoryIT {

    private static final int OPERATIONS = 1_500;
    /** What it takes to find out may not happen to be done in one. */
    private static final int HISTORIES = 5;

    private static final HistoryRun RUN = HistoryRun.onNewSystem(Approach.INSTANCES);

    private final AuthDatabase database = AuthDatabase.of(RUN.system());

    @AfterAll
    static void stop() {
        RUN.close();
    }

    @Test
    void endedLoginsThatComeBackAreFoundOut() {
        assertFoundOut("TheDeadAreRefused", "UPDATE sessions SET ended_at = NULL; DELETE FROM revocations");
    }

    @Test
    void loginsThatAreLostWithRedisAreFoundOut() {
        assertFoundOut("TheLiveAreAccepted", "UPDATE sessions SET ended_at = now() WHERE id::text < '2'");
    }

    @Test
    void refreshTokensThatAreGoodForEverAreFoundOut() {
        assertFoundOut(
                "RefreshTokensAreSpentOnce",
                "UPDATE refresh_tokens SET spent_at = spent_at + interval '1 hour' WHERE spent_at < now()");
    }

    /** That the promise is broken while that is done to PostgreSQL and Redis forgets everything, again and again. */
    private void assertFoundOut(String promise, String sabotage) {
        Set<String> broken = new TreeSet<>();
        for (int seed = 1; seed <= HISTORIES && !broken.contains(promise); seed++) {
            broken.addAll(brokenBy(sabotage, seed));
        }
        assertThat(broken).contains(promise);
    }

    private List<String> brokenBy(String sabotage, long seed) {
        Plan plan = Plan.of(seed, OPERATIONS, Approach.INSTANCES).withoutFaults();
        History history = RUN.play(plan, () -> {
            database.change(sabotage);
            RUN.system().redis().wipe();
        });
        return Promises.violatedIn(history).stream().map(Violation::promise).toList();
    }
}
