package services.auth.clientaddress;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from where a request comes. Only {@link TrustedProxies} are asked, from the nearest one on; whatever stands left
 * of the first address that is none of theirs was written by the client and is never read.
 */
@Singleton
public class ClientAddresses {

    private static final String X_FORWARDED_FOR = "X-Forwarded-For";

    private final TrustedProxies trustedProxies;

    ClientAddresses(TrustedProxies trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /** The client's address; that of a proxy when it does not tell whom it had the request from. */
    public ClientAddress of(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        return of(request.getRemoteAddress(), headers.getAll(HttpHeaders.FORWARDED), headers.getAll(X_FORWARDED_FOR));
    }

    ClientAddress of(@Nullable InetSocketAddress peer, List<String> forwarded, List<String> xForwardedFor) {
        IPAddress other = address(peer);
        if (!trustedProxies.contains(other)) {
            return new ClientAddress(other);
        }
        IPAddress client = ForwardedHeaders.forwarded(forwarded)
                .map(hops -> nearestStranger(other, hops))
                .orElse(other);
        if (xForwardedFor.isEmpty()) {
            return new ClientAddress(client);
        }
        IPAddress otherClient = nearestStranger(other, ForwardedHeaders.xForwardedFor(xForwardedFor));
        // a proxy that writes one of the two hands on the other as the client sent it: what they do not agree on nobody
        // vouches for
        boolean agreed = forwarded.isEmpty() || client.equals(otherClient);
        return new ClientAddress(agreed ? otherClient : other);
    }

    private IPAddress nearestStranger(IPAddress peer, List<Optional<IPAddress>> hops) {
        IPAddress nearest = peer;
        for (Optional<IPAddress> hop : hops.reversed()) {
            if (hop.isEmpty() || !trustedProxies.contains(nearest)) {
                return nearest;
            }
            nearest = hop.get();
        }
        return nearest;
    }

    /** A connection that is gone already has no other end any more. */
    private static IPAddress address(@Nullable InetSocketAddress peer) {
        byte[] bytes = peer == null || peer.isUnresolved()
                ? new byte[4]
                : peer.getAddress().getAddress();
        return AddressText.unmapped(new IPAddressGenerator().from(bytes));
    }
}
