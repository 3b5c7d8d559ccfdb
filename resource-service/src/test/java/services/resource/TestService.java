package services.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micronaut.context.ApplicationContext;
import services.backing.Database;
import services.description.check.ApiDescription;
import services.description.check.DescribedAnswers;

import static java.util.Objects.requireNonNull;

/** The whole service on free ports, and a client to call it with. */
public final class TestService implements AutoCloseable {

    /** What every answer is held against, whichever test it is for. */
    static final DescribedAnswers ANSWERS = describedAnswers();

    private final Map<String, Object> settings;
    private final ApplicationContext context;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private TestService(Map<String, Object> settings) {
        this.settings = settings;
        try {
            this.context = ResourceService.start(settings);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TestService start(Database database, AuthServiceStub authService) {
        return start(settings(database, authService.url()));
    }

    public static TestService start(Map<String, Object> settings) {
        return new TestService(settings);
    }

    public static Map<String, Object> settings(Database database, String authService) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("resource-service.host", "127.0.0.1");
        settings.put("resource-service.port", FreePort.find());
        settings.put("resource-service.internal-port", FreePort.find());
        settings.put("resource-service.database.url", database.jdbcUrl());
        settings.put("resource-service.database.username", database.username());
        settings.put("resource-service.database.password", database.password());
        settings.put("resource-service.database.pool-size", 5);
        settings.put("resource-service.auth-service.public-url", authService);
        settings.put("resource-service.auth-service.internal-url", authService);
        settings.put("resource-service.client-secret", "secret");
        return settings;
    }

    /** A context with everything but a database and listeners. */
    public static ApplicationContext withoutDatabase(AuthServiceStub authService, Map<String, Object> more) {
        Map<String, Object> settings =
                settings(new Database("jdbc:postgresql://localhost:1/none", "none", "none"), authService.url());
        settings.put("datasources.default.enabled", false);
        settings.putAll(more);
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(settings)
                .start();
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> put(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    public HttpResponse<String> internal(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + internalPort() + path)));
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            ANSWERS.check(response, response.request().uri().getPort() == internalPort());
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    static ApiDescription description() {
        try (InputStream yaml = TestService.class.getResourceAsStream("/META-INF/swagger/openapi.yml")) {
            return ApiDescription.read(requireNonNull(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DescribedAnswers describedAnswers() {
        return new DescribedAnswers(description(), List.of("/health", "/prometheus", "/docs", "/openapi.yml"));
    }

    public int port() {
        return Integer.parseInt(String.valueOf(settings.get("resource-service.port")));
    }

    public int internalPort() {
        return Integer.parseInt(String.valueOf(settings.get("resource-service.internal-port")));
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
