package services.auth.clientaddress;

import inet.ipaddr.IPAddress;

/** The IP address of a client. */
public final class ClientAddress {

    private static final int IPV6_SITE = 64;

    private final IPAddress address;

    ClientAddress(IPAddress address) {
        this.address = address;
    }

    /** Its usual form: dotted decimal, or RFC 5952. */
    @Override
    public String toString() {
        return address.toCanonicalString();
    }

    /**
     * What one client can be reckoned to have at its disposal, in CIDR notation: an IPv4 address, and of IPv6 the /64 in which
     * each machine chooses addresses as it likes.
     */
    public String network() {
        int bits = address.isIPv4() ? address.getBitCount() : IPV6_SITE;
        return address.toPrefixBlock(bits).toCanonicalString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientAddress that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }
}
