package services.auth.session;

import org.junit.jupiter.api.Test;
import services.auth.Witness;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

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
}
