package services.benchmarks.load.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import services.local.roundtrip.Call;

import static org.assertj.core.api.Assertions.assertThat;

class LoadGeneratorTest {

    private static final Duration STALL = Duration.ofMillis(600);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
    private final AtomicInteger answers = new AtomicInteger();
    private final LoadGenerator generator = new LoadGenerator();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(oneThread);
        server.createContext("/quick", exchange -> answer(exchange, 200));
        server.createContext("/wrong", exchange -> answer(exchange, 500));
        server.createContext("/stalls", this::stallOnce);
        server.start();
    }

    @AfterEach
    void stop() {
        generator.close();
        server.stop(0);
        oneThread.shutdownNow();
    }

    @Test
    void waitOfThoseWhoWereDueDuringAStallIsCounted() {
        Flow flow = new Flow("x", () -> request("/stalls"), 200, 4);

        Tally tally = generator.openLoop(List.of(flow), Duration.ZERO, SECOND).of("x");

        assertThat(tally.right()).isEqualTo(200);
        assertThat(tally.others()).isEmpty();
        // three in five were due during the stall, and waited for its end
        assertThat(tally.percentile(75)).isGreaterThan(STALL.toMillis() / 4.0);
        assertThat(tally.percentile(99)).isGreaterThan(STALL.toMillis() * 0.9);
    }

    @Test
    void closedLoopHasOneRequestForEachClientAtATime() {
        Measurement measurement = generator.closedLoop(() -> request("/quick"), 4, Duration.ofMillis(200), SECOND);

        assertThat(measurement.took()).isEqualTo(SECOND);
        assertThat(measurement.of("x").right()).isPositive().isLessThanOrEqualTo(answers.get());
        assertThat(measurement.rate()).isEqualTo((double) measurement.of("x").right());
    }

    @Test
    void closedLoopEndsWithItsRequests() {
        int[] left = {10};

        Measurement measurement = generator.closedLoop(
                () -> left[0]-- > 0 ? request("/quick") : null, 4, Duration.ZERO, Duration.ofMinutes(1));

        assertThat(measurement.of("x").right()).isEqualTo(10);
        assertThat(measurement.took()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void whatIsNotAsExpectedIsNoAnswer() {
        Measurement measurement = generator.closedLoop(() -> request("/wrong"), 2, Duration.ZERO, STALL);

        assertThat(measurement.of("x").right()).isZero();
        assertThat(measurement.of("x").others()).containsOnlyKeys("500");
    }

    @Test
    void whoIsNotThereIsToldApart() {
        server.stop(0);

        Measurement measurement =
                generator.openLoop(List.of(new Flow("x", () -> request("/quick"), 20, 2)), Duration.ZERO, STALL);

        assertThat(measurement.of("x").others()).containsOnlyKeys("not connected");
    }

    private Request request(String path) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return Request.of("x", Call.get(uri), Reception.beginning("{}"));
    }

    private void stallOnce(HttpExchange exchange) throws IOException {
        if (answers.get() == 0) {
            await(new CountDownLatch(1));
        }
        answer(exchange, 200);
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        answers.incrementAndGet();
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Nobody opens the latch: the server is slow. */
    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(STALL.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
