package services.auth.session;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import services.auth.TestClock;
import services.auth.Witness;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RedisLivenessIT extends LivenessContract {

    RedisLivenessIT() {
        super(Witness.WARM_REDIS);
    }

    @Test
    void lostRevocationIsLookedUpOnce() {
        String token = shown(elsewhere.token());
        assertThat(elsewhere.logout(token).status()).isEqualTo(200);
        BackingServices.shared().redis().wipe();

        judge.findsDead(token);

        judge.knowsDead(token);
        judge.knowsDead(token);
    }

    @Test
    void revocationOutlivesItsTokenForAnInstanceWhoseClockIsBehind() {
        String token = shown(givingFixed.token());
        Instant end = read(token).expiresAt();
        TestClock clock = givingFixed.bean(TestClock.class);
        Duration ahead = TIME_TO_LIVE.minusSeconds(6);
        clock.advance(ahead);
        try {
            assertThat(givingFixed.logout(token).status()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(10)).until(() -> clock.instant().isAfter(end));

            judge.knowsDead(token);
        } finally {
            clock.advance(ahead.negated());
        }
    }
}
