package services.local.history.run;

import java.io.IOException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same with clients who know HAProxy alone, behind which there are two instances of each service: these, too, are killed,
 * frozen and replaced.
 */
@Tag("haproxy")
class BalancedHistoryIT {

    @Test
    void noPromiseIsBroken() throws IOException {
        new RandomHistory(Approach.BALANCER, "BalancedHistoryIT -Phaproxy").breaksNoPromise();
    }
}
