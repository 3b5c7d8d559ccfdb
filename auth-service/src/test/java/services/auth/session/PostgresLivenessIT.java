package services.auth.session;

import services.auth.Witness;

class PostgresLivenessIT extends LivenessContract {

    PostgresLivenessIT() {
        super(Witness.POSTGRES);
    }
}
