package services.auth.oauth2;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A web site of a client, on this machine: it shows what it is told to, and remembers what it was asked. */
public final class TestSite implements AutoCloseable {

    private record Shown(int status, String body, Map<String, String> headers) {}

    /** A request that came. */
    public record Asked(String method, String path, String body) {}

    private final Map<String, Shown> pages = new ConcurrentHashMap<>();
    private final List<Asked> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public TestSite() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(new Asked(
                exchange.getRequestMethod(),
                path,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Shown shown = pages.getOrDefault(path, new Shown(404, "nothing", Map.of()));
        byte[] body = shown.body().getBytes(StandardCharsets.UTF_8);
        shown.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(shown.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
        exchange.close();
    }

    /** The address of a path here. */
    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Shows that from now on. */
    public void show(String path, int status, String body) {
        show(path, status, body, Map.of());
    }

    public void show(String path, int status, String body, Map<String, String> headers) {
        pages.put(path, new Shown(status, body, headers));
    }

    /** What it was asked, in order. */
    public List<Asked> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
