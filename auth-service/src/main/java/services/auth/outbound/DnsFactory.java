package services.auth.outbound;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** The DNS of the machine. */
@Factory
final class DnsFactory {

    @Singleton
    DnsResolver dns() {
        return SystemDefaultDnsResolver.INSTANCE;
    }
}
