package services.auth.clientadministration;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;

/** @param secretOverlap how long a client's secret is good after another one was made, unless whoever makes it says otherwise */
@Context
@ConfigurationProperties("auth-service.clients")
record ClientConfiguration(Duration secretOverlap) {

    ClientConfiguration {
        if (secretOverlap.isNegative()) {
            throw new StartException("AUTH_SERVICE_CLIENTS_SECRET_OVERLAP must not be negative, for example 1d");
        }
    }
}
