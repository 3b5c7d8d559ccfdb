package services.auth.clientaddress;

import java.net.InetSocketAddress;
import java.util.List;

import inet.ipaddr.IPAddress;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;

/** The proxies of one's own, which say truly from whom they had a request. */
@Context
public final class TrustedProxies {

    private final Networks networks;

    TrustedProxies(@Value("${auth-service.trusted-proxies:}") List<String> networks) {
        this.networks = Networks.parse("AUTH_SERVICE_TRUSTED_PROXIES", networks);
    }

    /** Whether it was one of them that sent the request on to this service. */
    public boolean sent(HttpRequest<?> request) {
        InetSocketAddress peer = request.getRemoteAddress();
        return peer != null && !peer.isUnresolved() && networks.contains(peer.getAddress());
    }

    boolean contains(IPAddress address) {
        return networks.contains(address);
    }
}
