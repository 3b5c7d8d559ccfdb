package services.auth.session;

import services.auth.Witness;

class ColdRedisLivenessIT extends LivenessContract {

    ColdRedisLivenessIT() {
        super(Witness.COLD_REDIS);
    }
}
