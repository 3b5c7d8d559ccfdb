package services.auth.outbound;

import java.time.Duration;
import java.util.List;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import services.auth.error.StartException;

/**
 * @param allow addresses and networks that may be asked although they are not public, also without TLS
 * @param timeout how long a request may take in all
 * @param trustCertificatesPath a PEM file with authorities that are trusted beside those of the JDK; empty for none
 */
@Context
@ConfigurationProperties("auth-service.outbound")
record OutboundConfiguration(
        @Bindable(defaultValue = "") List<String> allow,
        Duration timeout,
        @Bindable(defaultValue = "") String trustCertificatesPath) {

    OutboundConfiguration {
        if (timeout.toMillis() < 1) {
            throw new StartException("AUTH_SERVICE_OUTBOUND_TIMEOUT must be above zero, for example 5s");
        }
    }
}
