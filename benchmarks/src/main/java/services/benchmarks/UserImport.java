package services.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.local.LocalSystem;
import tools.jackson.databind.json.JsonMapper;

/** Sends users to {@code POST /users/import}, in one request that is nowhere held as a whole. */
final class UserImport {

    private static final Logger LOG = LoggerFactory.getLogger(UserImport.class);
    private static final int LINES_AT_ONCE = 100;
    private static final int PROGRESS = 50_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;
    private final String token;

    UserImport(LocalSystem system, String token) {
        this.uri = system.auth().publicUrl().resolve("/users/import");
        this.token = token;
    }

    /**
     * Sends them all.
     *
     * @return how long it took until all of the answer was there
     * @throws IllegalStateException when that is not what became of each of them
     */
    Duration send(ManyUsers users, String expected) {
        long begin = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArrays(() -> lines(users)))
                .build();
        Map<String, Long> results = results(request);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (!results.equals(Map.of(expected, (long) users.count(), "done", 1L))) {
            throw new IllegalStateException("The import was answered " + results);
        }
        return took;
    }

    private static Iterator<byte[]> lines(ManyUsers users) {
        return IntStream.iterate(0, from -> from < users.count(), from -> from + LINES_AT_ONCE)
                .mapToObj(from -> {
                    if (from % PROGRESS == 0) {
                        LOG.info("Sent {} of {} users", from, users.count());
                    }
                    return users.lines(from, LINES_AT_ONCE);
                })
                .iterator();
    }

    /** How many lines of the answer have each status. */
    private Map<String, Long> results(HttpRequest request) {
        try {
            HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IllegalStateException("The import was answered " + response.statusCode() + " "
                            + lines.collect(Collectors.joining()));
                }
                return lines.collect(Collectors.groupingBy(UserImport::status, Collectors.counting()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("The import was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String status(String line) {
        return JSON.readTree(line).path("status").asString();
    }
}
