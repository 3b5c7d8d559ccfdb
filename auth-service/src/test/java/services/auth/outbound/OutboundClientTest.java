package services.auth.outbound;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpServer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Real requests to real servers on this machine. */
@Timeout(60)
class OutboundClientTest {

    private static final int MAX_BYTES = 1000;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<String> lastBody = new AtomicReference<>("");
    private HttpServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        port = server.getAddress().getPort();
        answer("/good", 200, "{}");
        answer("/bad", 500, "no");
        answer("/long", 200, "x".repeat(MAX_BYTES + 1));
        answer("/huge", 200, "x".repeat(50_000_000));
        server.createContext("/moved", exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/good");
            exchange.sendResponseHeaders(302, -1);
        });
        server.start();
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            requests.incrementAndGet();
            lastBody.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void answerOfAnAllowedAddressIsBrought() throws IOException {
        assertThat(get("127.0.0.0/8", "/good")).isEqualTo("200 {}");
        assertThat(get("127.0.0.0/8", "/bad")).isEqualTo("500 no");
    }

    @Test
    void formIsSent() throws IOException {
        try (Closeable client = client("127.0.0.1")) {
            OutboundAnswer answer = client.client().postForm(uri("/good"), "logout_token=a.b.c");

            assertThat(answer).isInstanceOf(OutboundAnswer.Answered.class);
            assertThat(lastBody.get()).isEqualTo("logout_token=a.b.c");
            // what else there is of a long answer is not waited for
            assertThat(client.client().postForm(uri("/huge"), "a=b")).isInstanceOf(OutboundAnswer.Answered.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "0.0.0.0",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "[::1]",
                "[::]",
                "[fe80::1]",
                "[fc00::1]",
                "[fd12:3456::1]",
                "[ff02::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:10.0.0.1]",
                "[::7f00:1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b::a00:1]",
                "[64:ff9b:1::1]",
                "[2001:db8::1]",
                "[2002:7f00:1::]",
                "[2001::1]",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "127.1"
            })
    void addressThatIsNotPublicIsNotAsked(String host) throws IOException {
        try (Closeable client = client("")) {
            OutboundAnswer answer =
                    client.client().get(URI.create("https://" + host + ":" + port + "/good"), MAX_BYTES);

            // forms of an address that the machine does not know are no address at all
            assertThat(answer).isNotInstanceOf(OutboundAnswer.Answered.class);
            if (host.startsWith("[") || host.matches("[1-9][0-9]*([.][0-9]+){3}")) {
                assertThat(answer).isInstanceOf(OutboundAnswer.Refused.class);
            }
        }
        assertThat(requests).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808"})
    void publicAddressMayBeAsked(String address) {
        ReachableAddresses reachable = new ReachableAddresses(configuration("", "5s"));

        assertThat(reachable.contains(InetAddress.ofLiteral(address))).isTrue();
        assertThat(reachable.isAllowed(InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void addressIsNotLookedUpAgainAfterItWasChecked() throws IOException {
        AtomicInteger lookups = new AtomicInteger();
        // a name that is public when it is checked and something else when it is connected to
        DnsResolver rebinding = resolver(host -> lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2");
        try (Closeable client = client("127.0.0.1", "5s", rebinding)) {
            OutboundAnswer answer =
                    client.client().get(URI.create("http://rebinding.test:" + port + "/good"), MAX_BYTES);

            assertThat(answer).isInstanceOf(OutboundAnswer.Answered.class);
            assertThat(lookups).hasValue(1);
            assertThat(client.client().get(URI.create("http://rebinding.test:" + port + "/good"), MAX_BYTES))
                    .isInstanceOf(OutboundAnswer.Refused.class);
            assertThat(lookups).hasValue(2);
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void hostWithOneForbiddenAddressIsNotAskedAtAll() throws IOException {
        DnsResolver mixed = resolver(host -> "127.0.0.1,127.0.0.2");
        try (Closeable client = client("127.0.0.1", "5s", mixed)) {
            assertThat(client.client().get(URI.create("http://mixed.test:" + port + "/good"), MAX_BYTES))
                    .isInstanceOf(OutboundAnswer.Refused.class);
        }
        assertThat(requests).hasValue(0);
    }

    @Test
    void redirectIsNotFollowed() throws IOException {
        assertThat(get("127.0.0.1", "/moved")).isEqualTo("302 ");
        assertThat(requests).hasValue(1);
    }

    @Test
    void answerThatIsTooLongIsNone() throws IOException {
        assertThat(get("127.0.0.1", "/long")).contains("longer than 1000 bytes");
        assertThat(get("127.0.0.1", "/huge")).contains("longer than 1000 bytes");
    }

    @Test
    void answerThatComesDropByDropIsGivenUp() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                Closeable client = client("127.0.0.1", "1s", SystemDefaultDnsResolver.INSTANCE)) {
            Thread drops = Thread.ofVirtual().start(() -> drip(slow));
            long start = System.nanoTime();

            OutboundAnswer answer =
                    client.client().get(URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/"), MAX_BYTES);

            assertThat(answer).isInstanceOf(OutboundAnswer.Failed.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            drops.join();
        }
    }

    /** A byte each tenth of a second, until the other end goes away. */
    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 600; i++) {
                out.write('x');
                out.flush();
                Thread.sleep(Duration.ofMillis(100));
            }
        } catch (IOException gone) {
            // as it should be
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void serverThatDoesNotSpeakHttpOrIsAwayIsAFailure() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            closed = socket.getLocalPort();
        }
        try (Closeable client = client("127.0.0.1")) {
            assertThat(client.client().get(URI.create("http://127.0.0.1:" + closed + "/"), MAX_BYTES))
                    .isInstanceOf(OutboundAnswer.Failed.class);
            // TLS to a server without it
            assertThat(client.client().get(URI.create("https://127.0.0.1:" + port + "/good"), MAX_BYTES))
                    .isInstanceOf(OutboundAnswer.Failed.class);
            assertThat(client.client().get(URI.create("https://no-such-host.invalid/"), MAX_BYTES))
                    .isInstanceOf(OutboundAnswer.Failed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/",
                "file:///etc/passwd",
                "https:///path",
                "https://user:pw@example.org/",
                "/path"
            })
    void whatIsNoWebAddressIsNotAccepted(String uri) throws IOException {
        try (Closeable client = client("127.0.0.1")) {
            assertThat(client.client().accepts(URI.create(uri))).isFalse();
            assertThat(client.client().get(URI.create(uri), MAX_BYTES)).isInstanceOf(OutboundAnswer.Refused.class);
        }
    }

    @Test
    void httpIsAcceptedWhereSomethingIsAllowedAndReachesThatAlone() throws IOException {
        try (Closeable closed = client("")) {
            assertThat(closed.client().accepts(URI.create("http://example.org/")))
                    .isFalse();
        }
        DnsResolver elsewhere = resolver(host -> "8.8.8.8");
        try (Closeable client = client("127.0.0.1", "5s", elsewhere)) {
            assertThat(client.client().accepts(URI.create("http://example.org/")))
                    .isTrue();
            assertThat(client.client().get(URI.create("http://example.org/"), MAX_BYTES))
                    .isInstanceOf(OutboundAnswer.Refused.class);
        }
    }

    private String get(String allowed, String path) throws IOException {
        try (Closeable client = client(allowed)) {
            return switch (client.client().get(uri(path), MAX_BYTES)) {
                case OutboundAnswer.Answered answered ->
                    answered.status() + " " + new String(answered.body(), StandardCharsets.UTF_8);
                case OutboundAnswer.Refused refused -> refused.reason();
                case OutboundAnswer.Failed failed -> failed.reason();
            };
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private record Closeable(OutboundClient client) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    private static Closeable client(String allowed) {
        return client(allowed, "5s", SystemDefaultDnsResolver.INSTANCE);
    }

    private static Closeable client(String allowed, String timeout, DnsResolver dns) {
        OutboundConfiguration configuration = configuration(allowed, timeout);
        return new Closeable(new OutboundClient(new ReachableAddresses(configuration), configuration, dns));
    }

    private static OutboundConfiguration configuration(String allowed, String timeout) {
        return new OutboundConfiguration(List.of(allowed), Duration.parse("PT" + timeout), "");
    }

    @FunctionalInterface
    private interface Lookup {
        String addresses(String host);
    }

    private static DnsResolver resolver(Lookup lookup) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return Arrays.stream(lookup.addresses(host).split(",", -1))
                        .map(InetAddress::ofLiteral)
                        .toArray(InetAddress[]::new);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                throw new UncheckedIOException(new IOException("Nobody asks for it"));
            }
        };
    }
}
