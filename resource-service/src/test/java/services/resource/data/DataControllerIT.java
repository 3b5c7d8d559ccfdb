package services.resource.data;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import services.backing.BackingServices;
import services.resource.AuthServiceStub;
import services.resource.TestService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class DataControllerIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static AuthServiceStub authService;
    private static TestService service;

    private final String alice = token();
    private final String bob = token();

    @BeforeAll
    static void start() {
        authService = AuthServiceStub.started();
        service = TestService.start(BackingServices.shared().postgres().database("resource_data"), authService);
    }

    @AfterAll
    static void stop() {
        service.close();
        authService.close();
    }

    @Test
    void apiKeyOpensWhatATokenOpens() {
        HttpResponse<String> created = create(alice, "1");
        HttpResponse<String> found = service.get(location(created), "X-API-KEY", alice);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).isEqualTo(created.body());
        assertThat(service.get("/data", "X-API-KEY", "ask_dead").statusCode()).isEqualTo(401);
    }

    @Test
    void createdItemIsFoundWhereTheLocationPoints() {
        HttpResponse<String> created = create(alice, "{\"a\":[1,2]}");
        assertThat(created.statusCode()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> found = service.get(location, "token", alice);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).isEqualTo(created.body());
        JsonNode data = JSON.readTree(found.body()).get("data");
        assertThat(location).isEqualTo("/data/" + data.get("id").stringValue());
        assertThat(data.propertyNames()).containsExactly("id", "content", "created_at", "updated_at");
        assertThat(data.get("created_at")).isEqualTo(data.get("updated_at"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "false",
                "1e400",
                "12345678901234567890.123456789",
                "\"\\u0000\"",
                "\"\\ud83d\"",
                "\"ü 😀\"",
                "{\"b\":1,\"a\":2,\"b\":3}",
                "[ 1 ,\t2 ]",
                "\"'); DROP TABLE data; --\"",
                "\"$1 :owner ? {0} %s\""
            })
    void contentComesBackExactly(String content) {
        HttpResponse<String> created = create(alice, content);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains("\"content\":" + content + ",\"created_at\"");
        assertThat(service.get(location(created), "token", alice).body()).isEqualTo(created.body());
    }

    @Test
    void replacedItemKeepsItsIdAndItsCreation() {
        HttpResponse<String> created = create(alice, "1");
        HttpResponse<String> replaced = service.put(location(created), "{\"content\":2}", "token", alice);
        assertThat(replaced.statusCode()).isEqualTo(200);
        JsonNode before = JSON.readTree(created.body()).get("data");
        JsonNode after = JSON.readTree(replaced.body()).get("data");
        assertThat(after.get("id")).isEqualTo(before.get("id"));
        assertThat(after.get("created_at")).isEqualTo(before.get("created_at"));
        assertThat(after.get("updated_at")).isNotEqualTo(before.get("updated_at"));
        assertThat(after.get("content").intValue()).isEqualTo(2);
        assertThat(service.get(location(created), "token", alice).body()).isEqualTo(replaced.body());
    }

    @Test
    void deletedItemIsGone() {
        String location = location(create(alice, "1"));
        HttpResponse<String> deleted = service.delete(location, "token", alice);
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(service.get(location, "token", alice).statusCode()).isEqualTo(404);
        assertThat(service.delete(location, "token", alice).statusCode()).isEqualTo(404);
    }

    @Test
    void anotherUsersItemLooksLikeNone() {
        String location = location(create(alice, "\"secret of alice\""));
        String nowhere = "/data/" + UUID.randomUUID();
        assertThat(service.get(location, "token", bob).body())
                .isEqualTo(service.get(nowhere, "token", bob).body());
        assertThat(service.get(location, "token", bob).statusCode()).isEqualTo(404);
        assertThat(service.put(location, "{\"content\":1}", "token", bob).statusCode())
                .isEqualTo(404);
        assertThat(service.delete(location, "token", bob).statusCode()).isEqualTo(404);
        assertThat(service.get("/data", "token", bob).body()).isEqualTo("{\"data\":[],\"next\":null}");
        assertThat(service.get(location, "token", alice).body()).contains("secret of alice");
    }

    @Test
    void pagesHoldEveryItemOnceAndInOrder() {
        List<String> created = IntStream.range(0, 7)
                .mapToObj(i -> JSON.readTree(create(alice, "" + i).body())
                        .get("data")
                        .get("id")
                        .stringValue())
                .toList();
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            String page = service.get("/data?limit=3" + (next.isEmpty() ? "" : "&after=" + next), "token", alice)
                    .body();
            JSON.readTree(page)
                    .get("data")
                    .forEach(item -> seen.add(item.get("id").stringValue()));
            next = JSON.readTree(page).get("next").stringValue("");
        } while (!next.isEmpty());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(created).isSorted();
    }

    @Test
    void cursorOfAnotherUserOpensNothing() {
        for (int i = 0; i < 3; i++) {
            create(alice, "1");
        }
        String next = JSON.readTree(service.get("/data?limit=1", "token", alice).body())
                .get("next")
                .stringValue();
        assertThat(service.get("/data?after=" + next, "token", bob).body()).contains("\"data\":[]");
    }

    @Test
    void usersInParallelSeeOnlyTheirOwn() throws Exception {
        try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String user = token();
                running.add(users.submit(() -> {
                    for (int n = 0; n < 10; n++) {
                        assertThat(create(user, "\"" + user + "\"").statusCode())
                                .isEqualTo(201);
                        String list =
                                service.get("/data?limit=100", "token", user).body();
                        assertThat(JSON.readTree(list).get("data"))
                                .hasSize(n + 1)
                                .allSatisfy(
                                        item -> assertThat(item.get("content").stringValue())
                                                .isEqualTo(user));
                    }
                }));
            }
            for (Future<?> user : running) {
                user.get();
            }
        }
    }

    @Test
    void largestContentIsTakenAndOneByteMoreIsRefused() {
        String largest = "\"" + "a".repeat(64 * 1024 - 2) + "\"";
        assertThat(create(alice, largest).statusCode()).isEqualTo(201);
        assertProblem(create(alice, largest.replaceFirst("a", "aa")), 413, "payload_too_large");
        assertProblem(create(alice, "\"" + "a".repeat(1_000_000) + "\""), 413, "payload_too_large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /data?limit=0           | 400 | invalid_request",
                "GET    | /data?limit=x           | 400 | invalid_request",
                "GET    | /data?after=x           | 400 | invalid_request",
                "GET    | /data?after=%00         | 400 | invalid_request",
                "GET    | /data/1                 | 404 | not_found",
                "GET    | /data/1-1-1-1-1         | 404 | not_found",
                "GET    | /data/%00               | 404 | not_found",
                "PUT    | /data/x                 | 404 | not_found",
                "DELETE | /data/x                 | 404 | not_found",
                "GET    | /                       | 404 | not_found",
                "GET    | /dat                    | 404 | not_found",
                "GET    | /data/a/b               | 404 | not_found",
                "GET    | /health/liveness        | 404 | not_found",
                "GET    | /prometheus             | 404 | not_found",
                "PATCH  | /data                   | 405 | method_not_allowed",
                "DELETE | /data                   | 405 | method_not_allowed",
                "OPTIONS| /data                   | 405 | method_not_allowed",
                "BREW   | /data                   | 405 | method_not_allowed"
            })
    void wrongCallIsToldWhatIsWrong(String method, String path, int status, String code) {
        HttpRequest.Builder request = service.request(path, "token", alice);
        HttpRequest.BodyPublisher body = method.equals("PUT")
                ? HttpRequest.BodyPublishers.ofString("{\"content\":1}")
                : HttpRequest.BodyPublishers.noBody();
        request.header("Content-Type", "application/json");
        assertProblem(service.send(request.method(method, body)), status, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1", "{\"content\":1} x", "nul", "{\"content\":\"\u0000\"}", "%PDF-1.4"})
    void brokenBodyIsAProblemAndNoFailure(String body) {
        HttpResponse<String> created = service.post("/data", body, "token", alice);
        assertThat(created.statusCode()).isEqualTo(400);
        assertThat(created.headers().firstValue("Content-Type")).contains("application/problem+json");
        String location = location(create(alice, "1"));
        assertThat(service.put(location, body, "token", alice).statusCode()).isEqualTo(400);
    }

    @Test
    void bytesThatAreNoTextAreInvalidJson() {
        byte[] body = "{\"content\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        body[12] = (byte) 0xFF;
        HttpRequest.Builder request = service.request("/data", "token", alice)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        assertProblem(service.send(request), 400, "invalid_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "nonsense"
            })
    void otherMediaTypeIsRefused(String type) {
        HttpRequest.Builder request = service.request("/data", "token", alice)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{\"content\":1}"));
        assertProblem(service.send(request), 415, "unsupported_media_type");
    }

    @Test
    void missingMediaTypeIsRefused() {
        HttpRequest.Builder request =
                service.request("/data", "token", alice).POST(HttpRequest.BodyPublishers.ofString("{\"content\":1}"));
        assertProblem(service.send(request), 415, "unsupported_media_type");
    }

    @Test
    void headTellsWhetherAnItemIsThere() {
        String location = location(create(alice, "1"));
        HttpRequest.Builder head =
                service.request(location, "token", alice).method("HEAD", HttpRequest.BodyPublishers.noBody());
        assertThat(service.send(head).statusCode()).isEqualTo(200);
        HttpRequest.Builder none =
                service.request("/data/x", "token", alice).method("HEAD", HttpRequest.BodyPublishers.noBody());
        assertThat(service.send(none).statusCode()).isEqualTo(404);
    }

    @Test
    void tokenIsNeededAndMustBeLive() {
        HttpResponse<String> none = service.get("/data");
        assertProblem(none, 401, "token_required");
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"resource-service\"");
        HttpResponse<String> dead = service.get("/data", "Authorization", "Bearer dead");
        assertProblem(dead, 401, "invalid_token");
        assertThat(dead.headers().firstValue("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
        assertProblem(service.get("/data", "token", alice, "Authorization", "Bearer dead"), 400, "invalid_request");
    }

    @Test
    void impossibleTokenIsNotEvenAsked() {
        int before = authService.validations().size();
        assertProblem(service.get("/data", "token", "a b"), 401, "invalid_token");
        assertProblem(service.get("/data", "token", "a".repeat(9000)), 401, "invalid_token");
        assertThat(authService.validations()).hasSize(before);
    }

    @Test
    void tokenDoesWhatItsScopeAllowsAndNoMore() {
        String reader = UUID.randomUUID() + "~data.read";
        String writer = UUID.randomUUID() + "~data.write";
        String nobody = UUID.randomUUID() + "~";
        assertThat(service.get("/data", "token", reader).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = create(reader, "1");
        assertProblem(refused, 403, "insufficient_scope");
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).contains("scope=\"data:write\"");
        assertThat(create(writer, "1").statusCode()).isEqualTo(201);
        assertProblem(service.get("/data", "token", writer), 403, "insufficient_scope");
        assertProblem(service.get("/data", "token", nobody), 403, "insufficient_scope");
    }

    @Test
    void machineIsAnOwnerLikeAnyOther() {
        String machine = "batch-client-" + UUID.randomUUID() + "~data.read+data.write";
        assertThat(create(machine, "1").statusCode()).isEqualTo(201);
        assertThat(JSON.readTree(service.get("/data", "token", machine).body()).get("data"))
                .hasSize(1);
    }

    @Test
    void operationsAnswerOnTheInternalListenerOnly() {
        assertThat(service.internal("/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(service.internal("/health/readiness").statusCode()).isEqualTo(200);
        assertThat(service.internal("/data").statusCode()).isEqualTo(404);
        service.get("/data", "token", alice);
        assertThat(service.internal("/prometheus").body())
                .contains("http_server_requests_seconds_count{method=\"GET\",status=\"200\",uri=\"/data\"}")
                .contains("resource_service_token_validation_seconds_count{outcome=\"live\"}")
                .contains("hikaricp_connections_active")
                .contains("resilience4j_circuitbreaker_state")
                .contains("jvm_memory_used_bytes");
    }

    private static String token() {
        return UUID.randomUUID() + "~data.read+data.write";
    }

    private static HttpResponse<String> create(String token, String content) {
        return service.post("/data", "{\"content\":" + content + "}", "token", token);
    }

    private static String location(HttpResponse<String> created) {
        return created.headers().firstValue("Location").orElseThrow();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.propertyNames()).containsExactly("type", "title", "status", "code", "detail");
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(response.body()).doesNotContain("Exception", "micronaut", "java");
    }
}
