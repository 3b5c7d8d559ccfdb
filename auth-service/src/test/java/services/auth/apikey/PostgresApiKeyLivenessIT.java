package services.auth.apikey;

import services.auth.Witness;

class PostgresApiKeyLivenessIT extends ApiKeyLivenessContract {

    PostgresApiKeyLivenessIT() {
        super(Witness.POSTGRES);
    }
}
