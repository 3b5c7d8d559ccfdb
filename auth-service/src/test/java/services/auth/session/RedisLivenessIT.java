package services.auth.session;

import services.auth.Witness;

class RedisLivenessIT extends LivenessContract {

    RedisLivenessIT() {
        super(Witness.WARM_REDIS);
    }
}
