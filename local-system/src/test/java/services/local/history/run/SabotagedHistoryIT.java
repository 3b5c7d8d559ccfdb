package services.local.history.run;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.local.history.History;
import services.local.history.Promises;
import services.local.history.Violation;

import static org.assertj.core.api.Assertions.assertThat;

/** A system that breaks a promise is found out by the history of a few clients, whatever they happen to do. */
class SabotagedHistoryIT {

    private static final int OPERATIONS = 1_500;
    private static final HistoryRun RUN = HistoryRun.onNewSystem(Approach.INSTANCES);

    private final AuthDatabase database = AuthDatabase.of(RUN.system());

    @AfterAll
    static void stop() {
        RUN.close();
    }

    @Test
    void endedLoginsThatComeBackAreFoundOut() {
        assertThat(brokenBy("UPDATE sessions SET ended_at = NULL; DELETE FROM revocations"))
                .contains("TheDeadAreRefused");
    }

    @Test
    void loginsThatAreLostWithRedisAreFoundOut() {
        assertThat(brokenBy("UPDATE sessions SET ended_at = now() WHERE id::text < '2'"))
                .contains("TheLiveAreAccepted");
    }

    @Test
    void refreshTokensThatAreGoodForEverAreFoundOut() {
        assertThat(brokenBy("UPDATE refresh_tokens SET spent_at = spent_at + interval '1 hour' WHERE spent_at < now()"))
                .contains("RefreshTokensAreSpentOnce");
    }

    /** The promises that were broken while that was done to PostgreSQL and Redis forgot everything, again and again. */
    private List<String> brokenBy(String sabotage) {
        Plan plan = Plan.of(1, OPERATIONS, Approach.INSTANCES).withoutFaults();
        History history = RUN.play(plan, () -> {
            database.change(sabotage);
            RUN.system().redis().wipe();
        });
        return Promises.violatedIn(history).stream()
                .map(Violation::promise)
                .distinct()
                .toList();
    }
}
