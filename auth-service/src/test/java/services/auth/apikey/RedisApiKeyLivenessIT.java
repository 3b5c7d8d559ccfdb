package services.auth.apikey;

import services.auth.Witness;

class RedisApiKeyLivenessIT extends ApiKeyLivenessContract {

    RedisApiKeyLivenessIT() {
        super(Witness.WARM_REDIS);
    }
}
