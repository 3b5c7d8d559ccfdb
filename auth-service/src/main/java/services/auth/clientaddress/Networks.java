package services.auth.clientaddress;

import java.net.InetAddress;
import java.util.List;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import services.auth.error.StartException;

/** Addresses and networks that a setting names. */
public final class Networks {

    private final List<IPAddress> networks;

    private Networks(List<IPAddress> networks) {
        this.networks = networks;
    }

    /**
     * Reads them.
     *
     * @param setting the name of the environment variable
     * @param networks like 10.0.0.0/8 or 2001:db8::1; empty ones are passed over
     * @throws StartException when one is neither
     */
    public static Networks parse(String setting, List<String> networks) {
        return new Networks(networks.stream()
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .map(network -> parse(setting, network))
                .toList());
    }

    private static IPAddress parse(String setting, String network) {
        return AddressText.network(network)
                .orElseThrow(() -> new StartException(setting
                        + " must be addresses and networks like 10.0.0.0/8,2001:db8::/32; this is none: " + network));
    }

    public boolean isEmpty() {
        return networks.isEmpty();
    }

    /** An IPv4 address that is written as IPv6 counts as what it is. */
    public boolean contains(InetAddress address) {
        return contains(AddressText.unmapped(new IPAddressGenerator().from(address.getAddress())));
    }

    boolean contains(IPAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
