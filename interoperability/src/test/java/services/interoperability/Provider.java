package services.interoperability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

import services.local.LocalSystem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** auth-service as a process of its own, with clients in the file that it reads at its start. */
final class Provider implements AutoCloseable {

    /** Of every client that has one. */
    static final String SECRET = "8d0f0c6b5e3d4a2f9b7c1e6a0d5f4b3c2a1908f7e6d5c4b3a29180f7e6d5c4b3";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalSystem system;

    private Provider(LocalSystem system) {
        this.system = system;
    }

    /** @param clients each in the form of RFC 7591 */
    @SafeVarargs
    static Provider start(Map<String, Object>... clients) {
        try {
            Path file = Files.createTempFile("clients", ".json");
            Files.write(file, JSON.writeValueAsBytes(Arrays.asList(clients)));
            LocalSystem system = LocalSystem.start(LocalSystem.Config.isolated()
                    .with("AUTH_SERVICE_CLIENTS_FILE", file.toString())
                    .with("AUTH_SERVICE_DPOP_NONCE_REQUIRED", "true")
                    .with("AUTH_SERVICE_OUTBOUND_ALLOW", "127.0.0.1"));
            Files.delete(file);
            return new Provider(system);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI issuer() {
        return system.auth().publicUrl();
    }

    URI at(String path) {
        return issuer().resolve(path);
    }

    /** The value that the metadata have for a name (RFC 8414). */
    String metadata(String name) {
        return get("/.well-known/openid-configuration").path(name).asString();
    }

    Person register() {
        return register("anna-" + UUID.randomUUID().toString().substring(0, 8));
    }

    Person register(String username) {
        Person person = new Person(username, "correct horse battery staple");
        HttpRequest request = json(
                        "/register",
                        Map.of("username", person.username(), "email", person.email(), "password", person.password()))
                .build();
        assertThat(send(request).statusCode()).isEqualTo(201);
        return person;
    }

    /** By the API, without a browser. */
    void logOutEverywhere(Person person) {
        HttpRequest login = json("/login", Map.of("username", person.username(), "password", person.password()))
                .build();
        String token = JSON.readTree(send(login).body()).path("token").asString();
        HttpRequest logout = json("/logout", Map.of("everywhere", true))
                .header("Authorization", "Bearer " + token)
                .build();
        assertThat(send(logout).statusCode()).isEqualTo(200);
    }

    @Override
    public void close() {
        http.close();
        system.close();
    }

    private HttpRequest.Builder json(String path, Map<String, Object> body) {
        return HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private JsonNode get(String path) {
        return JSON.readTree(send(HttpRequest.newBuilder(at(path)).build()).body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
