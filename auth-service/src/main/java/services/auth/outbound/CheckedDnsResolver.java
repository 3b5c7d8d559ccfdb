package services.auth.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;

import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses of a host and checks them. The library connects to what this returns and asks nobody again, so that the
 * address that is connected to is the one that was checked, whatever DNS says a moment later.
 */
final class CheckedDnsResolver implements DnsResolver {

    private final DnsResolver dns;
    private final Predicate<InetAddress> mayBeAsked;

    CheckedDnsResolver(DnsResolver dns, Predicate<InetAddress> mayBeAsked) {
        this.dns = dns;
        this.mayBeAsked = mayBeAsked;
    }

    /** @throws ForbiddenAddressException when one of the addresses must not be asked: who mixes them has no good in mind */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = dns.resolve(host);
        if (!Arrays.stream(addresses).allMatch(mayBeAsked)) {
            throw new ForbiddenAddressException(host);
        }
        return addresses;
    }

    /** No name but the one that was asked for matters here. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
