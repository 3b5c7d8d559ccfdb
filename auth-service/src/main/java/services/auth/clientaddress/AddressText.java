package services.auth.clientaddress;

import java.util.Optional;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;

/** Reads IP addresses in the two forms that RFCs know, and networks in CIDR notation; never a name. */
final class AddressText {

    private static final int LONGEST = 64;

    private static final IPAddressStringParameters ADDRESS = strict().toParams();
    private static final IPAddressStringParameters NETWORK =
            strict().allowPrefix(true).toParams();

    private AddressText() {}

    /** What else goes as an address somewhere (127.1, 0x7f000001, 010.0.0.1, 10.*, fe80::1%eth0) is none. */
    private static IPAddressStringParameters.Builder strict() {
        IPAddressStringParameters.Builder strict = new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowPrefix(false)
                .allowPrefixOnly(false)
                .allowMask(false)
                .allowWildcardedSeparator(false)
                .allow_inet_aton(false)
                .setRangeOptions(RangeParameters.NO_RANGE);
        strict.getIPv4AddressParametersBuilder().allowLeadingZeros(false).allowBinary(false);
        strict.getIPv6AddressParametersBuilder()
                .allowZone(false)
                .allowBase85(false)
                .allowBinary(false);
        return strict;
    }

    static Optional<IPAddress> address(String text) {
        return parse(text, ADDRESS).map(AddressText::unmapped);
    }

    /** A network like 10.0.0.0/8, or a single address; bits behind the prefix say nothing. */
    static Optional<IPAddress> network(String text) {
        return parse(text, NETWORK).map(IPAddress::toPrefixBlock);
    }

    /** An IPv4 address that is written as IPv6 (::ffff:192.0.2.1, RFC 4291 section 2.5.5.2) is that IPv4 address. */
    static IPAddress unmapped(IPAddress address) {
        return address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
    }

    private static Optional<IPAddress> parse(String text, IPAddressStringParameters form) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IPAddressString(text, form).toAddress());
        } catch (AddressStringException | IncompatibleAddressException noAddress) {
            return Optional.empty();
        }
    }
}
