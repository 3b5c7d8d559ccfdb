package services.auth.apikey;

import services.auth.Witness;

class ColdRedisApiKeyLivenessIT extends ApiKeyLivenessContract {

    ColdRedisApiKeyLivenessIT() {
        super(Witness.COLD_REDIS);
    }
}
