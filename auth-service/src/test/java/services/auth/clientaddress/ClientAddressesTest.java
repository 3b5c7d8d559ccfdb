package services.auth.clientaddress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.error.StartException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClientAddressesTest {

    private static final String PROXY = "10.0.0.1";
    private static final String STRANGER = "203.0.113.9";
    private static final String CHOSEN = "6.6.6.6";

    private final ClientAddresses behindProxies =
            new ClientAddresses(new TrustedProxies(List.of("10.0.0.0/8", "2001:db8:ffff::/48")));
    private final ClientAddresses direct = new ClientAddresses(new TrustedProxies(List.of()));

    @Test
    void withoutTrustedProxiesNoHeaderIsRead() {
        assertThat(direct.of(peer(STRANGER), List.of("for=" + CHOSEN), List.of(CHOSEN)))
                .hasToString(STRANGER);
    }

    @Test
    void headersOfAStrangerAreNotRead() {
        assertThat(behindProxies.of(peer(STRANGER), List.of("for=" + CHOSEN), List.of(CHOSEN)))
                .hasToString(STRANGER);
    }

    @Test
    void proxyWithoutHeadersIsTheClient() {
        assertThat(behindProxies.of(peer(PROXY), List.of(), List.of())).hasToString(PROXY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 203.0.113.9",
                "6.6.6.6, 203.0.113.9 | 203.0.113.9",
                "6.6.6.6,203.0.113.9,10.1.1.1, 10.2.2.2 | 203.0.113.9",
                "203.0.113.9:4711 | 203.0.113.9",
                "2001:DB8:0:0::7 | 2001:db8::7",
                "[2001:db8::7] | 2001:db8::7",
                "[2001:db8::7]:4711, 2001:db8:ffff::1 | 2001:db8::7",
                "::ffff:203.0.113.9 | 203.0.113.9",
                "::ffff:203.0.113.9, ::ffff:10.3.3.3 | 203.0.113.9",
                "10.1.1.1, 10.2.2.2 | 10.1.1.1",
                // whom the nearest proxy does not name, nobody knows
                "6.6.6.6, unknown | 10.0.0.1",
                "6.6.6.6, unknown, 10.2.2.2 | 10.2.2.2",
                "6.6.6.6, | 10.0.0.1",
                "6.6.6.6, 203.0.113.9.1 | 10.0.0.1",
            })
    void nearestStrangerOfXForwardedForIsTheClient(String header, String client) {
        assertThat(behindProxies.of(peer(PROXY), List.of(), List.of(header))).hasToString(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for=203.0.113.9 | 203.0.113.9",
                "FOR=203.0.113.9;proto=https;by=10.0.0.1 | 203.0.113.9",
                "proto=http; host=\"a, for=6.6.6.6\" ;for=203.0.113.9 | 203.0.113.9",
                "for=6.6.6.6, for=203.0.113.9 | 203.0.113.9",
                "for=6.6.6.6 ,for=203.0.113.9;proto=http , For=10.1.1.1 | 203.0.113.9",
                "for=\"203.0.113.9:4711\" | 203.0.113.9",
                "for=\"[2001:db8:cafe::17]:4711\" | 2001:db8:cafe::17",
                "for=\"[2001:db8:cafe::17]\" | 2001:db8:cafe::17",
                "for=\"[2001:db8:cafe::17]:_port\" | 2001:db8:cafe::17",
                "for=\"203.0.\\113.9\" | 203.0.113.9",
                "for=6.6.6.6, for=unknown | 10.0.0.1",
                "for=6.6.6.6, for=_hidden | 10.0.0.1",
                "for=6.6.6.6, for=\"_gazonk\", for=10.4.4.4 | 10.4.4.4",
                "for=6.6.6.6, proto=https | 10.0.0.1",
                "for=6.6.6.6, for= | 10.0.0.1",
                // who breaks the grammar makes nothing of it readable
                "for=6.6.6.6;for=7.7.7.7 | 10.0.0.1",
                "for=6.6.6.6 7.7.7.7 | 10.0.0.1",
                "for=\"6.6.6.6 | 10.0.0.1",
                "for=\"x, for=203.0.113.9 | 10.0.0.1",
                "for=6.6.6.6;x=\", for=\"[2001:db8:cafe::17]\" | 10.0.0.1",
                "for=6.6.6.6;x=\"\\, for=\"203.0.113.9\" | 10.0.0.1",
                "=6.6.6.6 | 10.0.0.1",
                "for = 6.6.6.6 | 10.0.0.1",
            })
    void nearestStrangerOfForwardedIsTheClient(String header, String client) {
        assertThat(behindProxies.of(peer(PROXY), List.of(header), List.of())).hasToString(client);
    }

    @Test
    void linesOfOneHeaderAreOneList() {
        assertThat(behindProxies.of(peer(PROXY), List.of(), List.of(CHOSEN, STRANGER, "10.1.1.1")))
                .hasToString(STRANGER);
        assertThat(behindProxies.of(peer(PROXY), List.of("for=" + CHOSEN, "for=" + STRANGER), List.of()))
                .hasToString(STRANGER);
    }

    @Test
    void headerThatTheProxyHandsOnFromTheClientChoosesNothing() {
        assertThat(behindProxies.of(peer(PROXY), List.of("for=" + CHOSEN), List.of(STRANGER)))
                .hasToString(PROXY);
        assertThat(behindProxies.of(peer(PROXY), List.of("for=" + STRANGER), List.of(CHOSEN)))
                .hasToString(PROXY);
        assertThat(behindProxies.of(peer(PROXY), List.of("for=" + STRANGER), List.of(CHOSEN + ", " + STRANGER)))
                .hasToString(STRANGER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "0x7f.0.0.1",
                "0x7f000001",
                "2130706433",
                "010.0.0.2",
                "1.2.3",
                "1.2.3.256",
                "1.2.3.4/8",
                "1.2.3.*",
                "1.2.3.1-9",
                "*",
                "::1%eth0",
                "1::2::3",
                "fe80::1%1",
                "[::1",
                "::1]",
                "[1.2.3.4]:x y",
                "localhost",
                "example.org",
                "١.٢.٣.٤",
                "0b1.0.0.1",
                " ",
                "\u0000",
                "a:b:c:d:e:f:g:h",
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(behindProxies.of(peer(PROXY), List.of(), List.of(text))).hasToString(PROXY);
        assertThat(behindProxies.of(peer(PROXY), List.of("for=\"" + text + "\""), List.of()))
                .hasToString(PROXY);
    }

    /** Whatever a client puts before what the proxy appends: the client is who the proxy says, or the proxy. */
    @Test
    void noPrefixMovesTheClientElsewhere() {
        List<String> pieces = List.of(
                "for=",
                CHOSEN,
                "\"",
                "\\",
                ",",
                ";",
                " ",
                "=",
                "[",
                "]",
                ":",
                "_x",
                "unknown",
                "by=",
                "10.9.9.9",
                "::1",
                "[::ffff:6.6.6.6]",
                "for=\"",
                "\t",
                "%",
                "é",
                "\u0000",
                "\"\"",
                "for=6.6.6.6,",
                "10.1.1.1,");
        Random random = new Random(7239);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder prefix = new StringBuilder();
            for (int piece = random.nextInt(8); piece >= 0; piece--) {
                prefix.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(behindProxies
                            .of(peer(PROXY), List.of(), List.of(prefix + ", " + STRANGER))
                            .toString())
                    .as(prefix.toString())
                    .isEqualTo(STRANGER);
            for (String appended : List.of(", for=%s;proto=https", ", for=\"%s:99\"", ", by=\"_p\";for=\"%s\"")) {
                assertThat(behindProxies
                                .of(peer(PROXY), List.of(prefix + appended.formatted(STRANGER)), List.of())
                                .toString())
                        .as(prefix + appended)
                        .isIn(STRANGER, PROXY);
            }
        }
    }

    @Test
    void headersOfAnyLengthAreRead() {
        String addresses = (CHOSEN + ",").repeat(20_000);
        assertThat(behindProxies.of(peer(PROXY), List.of(), List.of(addresses + STRANGER)))
                .hasToString(STRANGER);
        assertThat(behindProxies.of(peer(PROXY), List.of("for=\"" + "\\a".repeat(100_000) + "\""), List.of()))
                .hasToString(PROXY);
        assertThat(behindProxies.of(peer(PROXY), List.of("for=\"" + "\\a".repeat(1_000) + "\""), List.of()))
                .hasToString(PROXY);
    }

    @Test
    void machinesOfOneIpv6SiteCountAsOneAndIpv4AddressesEach() {
        assertThat(network("2001:db8:1:2:3:4:5:6")).isEqualTo(network("2001:db8:1:2::9"));
        assertThat(network("2001:db8:1:2::9")).isEqualTo("2001:db8:1:2::/64");
        assertThat(network("2001:db8:1:3::9")).isNotEqualTo(network("2001:db8:1:2::9"));
        assertThat(network("203.0.113.9")).isNotEqualTo(network("203.0.113.8"));
        assertThat(network("::ffff:203.0.113.9")).isEqualTo(network("203.0.113.9"));
    }

    @Test
    void connectionThatIsGoneHasSomeAddress() {
        assertThat(direct.of(null, List.of(), List.of())).hasToString("0.0.0.0");
        assertThat(direct.of(InetSocketAddress.createUnresolved("example.org", 1), List.of(), List.of()))
                .hasToString("0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0", "*", "10.*", "10.0.0.1-10.0.0.9", "/8"})
    void settingThatIsNoNetworkIsRefused(String network) {
        assertThatThrownBy(() -> new TrustedProxies(List.of("127.0.0.1", network)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("AUTH_SERVICE_TRUSTED_PROXIES");
    }

    private String network(String address) {
        return behindProxies.of(peer(PROXY), List.of(), List.of(address)).network();
    }

    private static InetSocketAddress peer(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 50_000);
    }
}
