package services.resource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays auth-service, and above all an ill one. Tokens read {@code alice~data.read+data.write}; all others are dead. */
public final class AuthServiceStub implements AutoCloseable {

    /** One way to answer. */
    public interface Answer {
        void give(HttpExchange exchange, String body) throws IOException;
    }

    /** What was asked. */
    public record Question(
            String path, String authorization, @Nullable String contentType, String body) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OWN_TOKEN = "own-token";

    private final int port;
    private @Nullable HttpServer server;
    private volatile Answer validation = AuthServiceStub::judge;
    private volatile Answer tokenEndpoint =
            json(200, "{\"access_token\":\"" + OWN_TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":300}");
    private final List<Question> validations = new CopyOnWriteArrayList<>();
    private final List<Question> tokenRequests = new CopyOnWriteArrayList<>();

    private AuthServiceStub(int port) {
        this.port = port;
    }

    public static AuthServiceStub started() {
        AuthServiceStub stub = new AuthServiceStub(FreePort.find());
        stub.start();
        return stub;
    }

    public void start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            // /validateTokens begins with it too
            started.createContext("/validateToken", exchange -> answer(exchange, validations, validation));
            started.createContext("/oauth2/token", exchange -> answer(exchange, tokenRequests, tokenEndpoint));
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.start();
            server = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public void answerValidations(Answer answer) {
        validation = answer;
    }

    public void answerTokenRequests(Answer answer) {
        tokenEndpoint = answer;
    }

    /** Well again. */
    public void recover() {
        validation = AuthServiceStub::judge;
    }

    public List<Question> validations() {
        return validations;
    }

    public List<Question> tokenRequests() {
        return tokenRequests;
    }

    public static Answer json(int status, String body) {
        return answer(status, "application/json", body);
    }

    public static Answer answer(int status, String contentType, String body) {
        return (exchange, ignored) -> send(exchange, status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the question and never answers. */
    public static Answer silence() {
        return (exchange, ignored) -> {
            // the exchange is left open: its connection stays and nothing comes
        };
    }

    /** Hangs up in the middle of the answer. */
    public static Answer hangUp() {
        return (exchange, ignored) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("{\"authenticated\":tr".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("hang up");
        };
    }

    /** One token or many. */
    public static void judge(HttpExchange exchange, String body) throws IOException {
        JsonNode asked = JSON.readTree(body);
        String verdicts = asked.has("questions")
                ? asked.get("questions")
                        .valueStream()
                        .map(AuthServiceStub::verdict)
                        .collect(Collectors.joining(",", "{\"answers\":[", "]}"))
                : verdict(asked);
        send(exchange, 200, "application/json", verdicts.getBytes(StandardCharsets.UTF_8));
    }

    private static String verdict(JsonNode question) {
        String[] parts = question.get("token").stringValue().split("~", -1);
        return parts.length == 2
                ? "{\"authenticated\":true,\"sub\":\"%s\",\"scope\":\"%s\"}"
                        .formatted(parts[0], parts[1].replace('+', ' ').replace('.', ':'))
                : "{\"authenticated\":false}";
    }

    private static void answer(HttpExchange exchange, List<Question> questions, Answer answer) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        questions.add(new Question(
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                body));
        answer.give(exchange, body);
    }

    private static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
