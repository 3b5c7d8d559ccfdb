package services.auth.administration;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class UserImportOutageIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void importDuringWhichPostgresqlGoesAwayIsToldSoAndCanBeSentAgain() throws IOException {
        long before = answersLeftBehind();
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing)) {
            String token = service.tokenWith("superuser");
            // a client that read ahead from a stream would hold back what it has read already
            SubmissionPublisher<ByteBuffer> body = new SubmissionPublisher<>();
            CompletableFuture<Answer> answer =
                    CompletableFuture.supplyAsync(() -> service.send(service.request(service.publicUri("/users/import"))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.fromPublisher(body))));

            await().atMost(SOON).until(body::hasSubscribers);
            body.submit(bytes(lines(0, 700)));
            await().atMost(SOON)
                    .until(() -> !service.get("/users?q=imported-499", token)
                            .json()
                            .path("items")
                            .isEmpty());
            backing.postgres().kill();
            body.submit(bytes(lines(700, 1400)));
            body.close();

            assertThat(answer.join().status()).isEqualTo(503);
            assertThat(answer.join().header("Retry-After")).isNotEmpty();
            backing.postgres().start();
            await().atMost(SOON)
                    .until(() -> service.get("/users?limit=1", token).status() == 200);
            assertThat(service.importUsers(token, lines(0, 1400)).body())
                    .contains("created 900, exists 500, invalid 0");
        }
        assertThat(answersLeftBehind()).isEqualTo(before);
    }

    private static long answersLeftBehind() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("import") && name.endsWith(".ndjson"))
                    .count();
        }
    }

    private static ByteBuffer bytes(String lines) {
        return ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(i -> "{\"username\":\"imported-" + i + "\",\"email\":\"imported-" + i + "@example.org\"}\n")
                .collect(Collectors.joining());
    }
}
