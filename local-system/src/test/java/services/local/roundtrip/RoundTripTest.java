package services.local.roundtrip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import services.local.terminal.Terminal;

import static org.assertj.core.api.Assertions.assertThat;

/** What the round trip makes of a system that does not answer as it should. */
class RoundTripTest {

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void unexpectedStatusEndsItWithWhatWasExpected() throws InterruptedException {
        answer("/register", 503, "{}");

        assertThat(play()).isEqualTo(new Outcome.Failed(1, "the status is 201: expected 201, but it is 503"));
        assertThat(shown()).contains("✗ the status is 201").doesNotContain("Log in");
    }

    @Test
    void answerThatIsNoJsonEndsIt() throws InterruptedException {
        answer("/register", 201, "welcome");

        assertThat(play()).isInstanceOf(Outcome.Failed.class);
        assertThat(shown()).contains("✗ the user has the chosen name");
    }

    @Test
    void silenceEndsIt() throws InterruptedException {
        server.stop(0);

        assertThat(play())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.complaint()).contains("gets no answer"));
    }

    @Test
    void passwordIsNeverShown() throws InterruptedException {
        answer("/register", 503, "{}");

        play();

        assertThat(shown()).contains("\"password\":\"********\"").doesNotContain("\u001b");
    }

    private Outcome play() throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        RoundTrip.Destination destination = new RoundTrip.Destination(uri, uri, uri, "client", "secret");
        Terminal terminal = new Terminal(new PrintStream(screen, true, StandardCharsets.UTF_8), false, false, true);
        return new RoundTrip(destination, terminal, RandomGenerator.getDefault()).play();
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
