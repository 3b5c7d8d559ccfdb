package services.auth.clientaddress;

import java.util.List;

import inet.ipaddr.IPAddress;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import services.auth.error.StartException;

/** The proxies of one's own, which say truly from whom they had a request. */
@Context
final class TrustedProxies {

    private final List<IPAddress> networks;

    TrustedProxies(@Value("${auth-service.trusted-proxies:}") List<String> networks) {
        this.networks = networks.stream()
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .map(TrustedProxies::parse)
                .toList();
    }

    private static IPAddress parse(String network) {
        return AddressText.network(network)
                .orElseThrow(() -> new StartException(
                        "AUTH_SERVICE_TRUSTED_PROXIES must be addresses and networks like 10.0.0.0/8,2001:db8::/32;"
                                + " this is none: " + network));
    }

    boolean contains(IPAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
