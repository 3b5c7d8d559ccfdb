package services.local.history.run;

import java.io.IOException;

import org.junit.jupiter.api.Test;

/**
 * Many clients at two instances do at random what clients do, while one part after the other is killed, paused, wiped and
 * restarted; afterwards the history is held against the promises.
 */
class RandomHistoryIT {

    @Test
    void noPromiseIsBroken() throws IOException {
        new RandomHistory(Approach.INSTANCES, "RandomHistoryIT").breaksNoPromise();
    }
}
