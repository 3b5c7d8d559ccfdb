package services.auth.oauth2.backchannellogout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A client that is told of logouts, and answers as it likes. */
final class TestReceiver implements AutoCloseable {

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private final HttpServer server;
    private volatile CountDownLatch answering = new CountDownLatch(0);

    /** A request. */
    record Told(String method, String address, String contentType, String body) {}

    TestReceiver() {
        this(0);
    }

    /** @param port any that is free when 0 */
    TestReceiver(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/logout", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        told.add(new Told(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                form));
        tokens.add(URLDecoder.decode(form.replaceFirst("^logout_token=", ""), StandardCharsets.UTF_8));
        try {
            answering.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(status.get(), -1);
        exchange.close();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/logout");
    }

    /** From now on it answers so. */
    void answer(int newStatus) {
        status.set(newStatus);
    }

    /** From now on it answers nothing, until it is closed. */
    void hang() {
        answering = new CountDownLatch(1);
    }

    /** What it was sent, in order. */
    List<String> tokens() {
        return tokens;
    }

    /** How it was sent that. */
    List<Told> told() {
        return told;
    }

    @Override
    public void close() {
        answering.countDown();
        server.stop(0);
    }
}
