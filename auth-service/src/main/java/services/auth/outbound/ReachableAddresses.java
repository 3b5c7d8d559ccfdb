package services.auth.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.micronaut.context.annotation.Context;
import services.auth.clientaddress.Networks;

/**
 * Which addresses may be asked: those that are public, and those that a setting allows. What is not public is told by the
 * registries of special-purpose addresses (RFC 6890) and of multicast.
 */
@Context
class ReachableAddresses {

    private static final Networks SPECIAL_IPV4 = networks(
            "0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,"
                    + "192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/3");

    /** All that is handed out to anybody, RFC 4291 section 2.4. */
    private static final Networks GLOBAL_UNICAST_IPV6 = networks("2000::/3");

    /** Protocol assignments with Teredo, documentation, 6to4, and what is retired of it. */
    private static final Networks SPECIAL_IPV6 = networks("2001::/23,2001:db8::/32,2002::/16,3ffe::/16,3fff::/20");

    /** Behind which a translator finds an IPv4 address (RFC 6052 section 2.1). */
    private static final Networks TRANSLATED = networks("64:ff9b::/96");

    private static final int IPV4_BYTES = 4;

    private final Networks allowed;

    ReachableAddresses(OutboundConfiguration configuration) {
        this.allowed = Networks.parse("AUTH_SERVICE_OUTBOUND_ALLOW", configuration.allow());
    }

    private static Networks networks(String list) {
        return Networks.parse("", List.of(list.split(",", -1)));
    }

    /** The address that stands in a URI itself, where the host is no name; {@code localhost} is one (RFC 6761 section 6.3). */
    static Optional<InetAddress> literal(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return Optional.of(InetAddress.getLoopbackAddress());
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    /** Whether it may be asked by https. */
    boolean contains(InetAddress address) {
        return isAllowed(address) || isPublic(address);
    }

    /** Whether a setting allows it: then it may be asked without TLS too. */
    boolean isAllowed(InetAddress address) {
        return allowed.contains(address);
    }

    /** Whether there may be an address that is asked without TLS. */
    boolean isAnythingAllowed() {
        return !allowed.isEmpty();
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == IPV4_BYTES) {
            return !SPECIAL_IPV4.contains(address);
        }
        if (TRANSLATED.contains(address)) {
            return isPublic(ipv4(Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length)));
        }
        return GLOBAL_UNICAST_IPV6.contains(address) && !SPECIAL_IPV6.contains(address);
    }

    private static InetAddress ipv4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }
}
