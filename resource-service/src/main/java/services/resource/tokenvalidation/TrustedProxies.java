package services.resource.tokenvalidation;

import java.net.InetSocketAddress;
import java.util.List;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import jakarta.inject.Singleton;

/** The proxies of one's own, which say truly what they had from a client. */
@Singleton
final class TrustedProxies {

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final List<IpSubnetFilterRule> networks;

    /** @param networks like 10.0.0.0/8 or 2001:db8::1 */
    TrustedProxies(@Value("${resource-service.trusted-proxies:}") List<String> networks) {
        this.networks = networks.stream()
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .map(TrustedProxies::rule)
                .toList();
    }

    private static IpSubnetFilterRule rule(String network) {
        String[] parts = network.split("/", 2);
        boolean isIpv4 = NetUtil.isValidIpV4Address(parts[0]);
        if (!isIpv4 && !NetUtil.isValidIpV6Address(parts[0])) {
            throw new IllegalArgumentException("RESOURCE_SERVICE_TRUSTED_PROXIES names something that is no address");
        }
        int wholeAddress = isIpv4 ? IPV4_BITS : IPV6_BITS;
        int prefix = parts.length == 1 ? wholeAddress : Integer.parseInt(parts[1]);
        return new IpSubnetFilterRule(parts[0], prefix, IpFilterRuleType.ACCEPT);
    }

    /** Whether it was one of them that sent the request on to this service. */
    boolean sent(HttpRequest<?> request) {
        InetSocketAddress peer = request.getRemoteAddress();
        return !peer.isUnresolved() && networks.stream().anyMatch(network -> network.matches(peer));
    }
}
