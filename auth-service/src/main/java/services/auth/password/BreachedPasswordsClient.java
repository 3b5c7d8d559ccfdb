package services.auth.password;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** The HTTP side of {@link BreachedPasswords}. */
@Singleton
class BreachedPasswordsClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String address;

    /** @param address to which the five digits are appended, or empty */
    BreachedPasswordsClient(@Value("${auth-service.password.breached-url:}") String address) {
        this.address = address;
    }

    boolean isSet() {
        return !address.isEmpty();
    }

    String range(String prefix) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + prefix))
                .header("Add-Padding", "true")
                .timeout(TIMEOUT)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("status " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
