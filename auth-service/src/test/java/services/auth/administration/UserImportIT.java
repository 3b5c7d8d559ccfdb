package services.auth.administration;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class UserImportIT {

    private static final String OLD_PASSWORD = "Pässwörd of old";
    private static final List<String> HASHES = List.of(
            "$pbkdf2-sha256$29000$MDEyMzQ1Njc4OWFiY2RlZg$OnQ8w4sq/T3hFbGXXSKtU4a8wsK9yQhnqNqWTEMKsFo",
            "$pbkdf2-sha512$i=25000$MDEyMzQ1Njc4OWFiY2RlZg$y9.Xq09rFg1NsfBkgtq040uNpslVe50jDJKX4C/mUNacgAdUriOvTYA5ZKG2QqUZ7SzQ61lR45Ef5C0DHrJ.Fw",
            "pbkdf2_sha256$120000$abcdefghijkl$Ht+NAKkU+hwtPEALbICZdxgd0GGwAjvRZkiNo6xyCdk=",
            "{SSHA256}tHx/IbeBrT82F0Z6WeeC5vlspd3Lk/btmo/8XgZu5oBzYWx0c2FsdA==");

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final String admin = service.tokenWith("admin");
    private final String family = "imp" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void importedUsersLogInWithTheirOldPasswordsAndTheirHashesAreUpgraded() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < HASHES.size(); i++) {
            lines.add(line(family + i, ",\"password_hash\":\"" + HASHES.get(i) + "\",\"email_verified\":true"));
        }

        List<JsonNode> results = results(service.importUsers(admin, String.join("\n", lines)));

        assertThat(results)
                .extracting(result -> result.path("status").asString())
                .containsExactly("created", "created", "created", "created", "done");
        for (int i = 0; i < HASHES.size(); i++) {
            assertThat(service.login(family + i, "another password").status()).isEqualTo(401);
            assertThat(service.login(family + i, OLD_PASSWORD).status()).isEqualTo(200);
            assertThat(TestDatabase.queried(
                            "SELECT password_hash FROM users WHERE username_key = '" + family + i + "'"))
                    .startsWith("$argon2id$");
            assertThat(service.login(family + i, OLD_PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void badLineHarmsNoOtherAndIsToldByItsNumber() {
        String body = String.join(
                "\n",
                line(family + "a", ""),
                "no json",
                "",
                "{}",
                line(family + "b", ",\"password_hash\":\"plain text\""),
                line(family + "c", ",\"roles\":[\"superuser\"]"),
                line(family + "d", ",\"roles\":[\"no-such-role\"]"),
                line(family + "e", ",\"unknown\":1"),
                "\"" + "x".repeat(20_000) + "\"",
                line(family + "A", ""),
                line(family + "f", ",\"roles\":[\"subscriber\",\"admin\"],\"locale\":\"ru\""));

        List<JsonNode> results = results(service.importUsers(admin, body));

        assertThat(results)
                .extracting(result -> result.path("line").asLong() + " "
                        + result.path("status").asString())
                .containsExactly(
                        "1 created",
                        "2 invalid",
                        "4 invalid",
                        "5 invalid",
                        "6 invalid",
                        "7 invalid",
                        "8 invalid",
                        "9 invalid",
                        "10 exists",
                        "11 created",
                        "11 done");
        assertThat(results.getLast().path("detail").asString()).isEqualTo("created 2, exists 1, invalid 7");
        assertThat(service.get("/users?q=" + family + "f", admin).body()).contains("\"admin\"", "\"ru\"");
    }

    @Test
    void fileThatBrokeOffIsSentAgainFromItsStart() {
        List<String> lines = IntStream.range(0, 1200)
                .mapToObj(i -> line(family + "-" + i, ""))
                .toList();
        service.importUsers(admin, lines.stream().limit(700).collect(Collectors.joining("\n")));

        List<JsonNode> results = results(service.importUsers(admin, String.join("\n", lines)));

        assertThat(results).hasSize(1201);
        assertThat(results.getLast().path("detail").asString()).isEqualTo("created 500, exists 700, invalid 0");
    }

    @Test
    void clientThatVanishesLosesNothingOfWhatWasMade() throws IOException {
        String lines = IntStream.range(0, 700)
                .mapToObj(i -> line(family + "-" + i, ""))
                .collect(Collectors.joining("\n"));
        byte[] head = ("POST /users/import HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + admin
                        + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000000\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        URI uri = service.publicUri("/");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
            awaitQuery("SELECT count(*) FROM users WHERE username_key LIKE '" + family + "%'", "500");
        }

        awaitQuery(
                "SELECT count(*) FROM audit_events WHERE type = 'users_imported' AND outcome = 'failure'"
                        + " AND details LIKE '%created 500, exists 0, invalid 0%'",
                "1");
        assertThat(results(service.importUsers(admin, lines))
                        .getLast()
                        .path("detail")
                        .asString())
                .isEqualTo("created 200, exists 500, invalid 0");
    }

    @Test
    void subscribersImportNobody() {
        assertThat(service.importUsers(service.token(), line(family, "")).status())
                .isEqualTo(403);
    }

    private static void awaitQuery(String sql, String result) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestDatabase.queried(sql)).isEqualTo(result));
    }

    private static String line(String username, String more) {
        return "{\"username\":\"" + username + "\",\"email\":\"" + username + "@example.org\"" + more + "}";
    }

    private static List<JsonNode> results(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().map(new JsonMapper()::readTree).toList();
    }
}
