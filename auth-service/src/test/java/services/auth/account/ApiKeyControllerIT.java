package services.auth.account;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.ApiKey;
import services.auth.AuthServiceUnderTest.TestUser;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ApiKeyControllerIT {

    private static final String PATH = "/users/me/api-keys";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void newKeyIsShownOnceAndCachedByNobody() {
        String token = service.token();
        String expiresAt =
                Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS).toString();

        Answer created = service.createApiKey(
                token, Map.of("name", "nightly import", "scopes", List.of("data:read"), "expires_at", expiresAt));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        assertThat(created.text("key")).matches("ask_[\\w-]{65}[0-9a-f]{8}").startsWith(created.text("key_start"));
        assertThat(created.text("name")).isEqualTo("nightly import");
        assertThat(created.json().path("scopes").toString()).isEqualTo("[\"data:read\"]");
        assertThat(created.text("expires_at")).isEqualTo(expiresAt);
        assertThat(created.text("created_at")).endsWith("Z");
        assertThat(created.json().get("last_used_at").isNull()).isTrue();
        Answer list = service.get(PATH, token);
        JsonNode item = list.json().path("items").get(0);
        assertThat(item.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "name", "key_start", "scopes", "created_at", "expires_at", "last_used_at");
        assertThat(item.path("id").asString()).isEqualTo(created.text("id"));
        assertThat(item.path("key_start").asString()).hasSize(12);
        assertThat(list.body()).doesNotContain(created.text("key"));
    }

    @Test
    void keyWithoutWishesMayDoWhatTheUserMayAndDoesNotExpire() {
        Answer created = service.createApiKey(service.token(), Map.of("name", "x"));

        assertThat(created.json().path("scopes").toString()).isEqualTo("[\"data:read\",\"data:write\"]");
        assertThat(created.json().get("expires_at").isNull()).isTrue();
    }

    @Test
    void keyCannotDoMoreThanItsUser() {
        Answer answer = service.createApiKey(
                service.token(), Map.of("name", "x", "scopes", List.of("data:read", "users:write")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"name\":null}",
                "{\"name\":1}",
                "{\"name\":\"\"}",
                "{\"name\":\"  \"}",
                "{\"name\":\"a\\nb\"}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"name\":\"a\\u0085b\"}",
                "{\"name\":\"a\\u2028b\"}",
                "{\"name\":\"a\\ud800b\"}",
                "{\"name\":\"12345678901234567890123456789012345678901234567890123456789012345\"}",
                "{\"name\":\"x\",\"scopes\":\"data:read\"}",
                "{\"name\":\"x\",\"scopes\":[]}",
                "{\"name\":\"x\",\"scopes\":[null]}",
                "{\"name\":\"x\",\"scopes\":[\"\"]}",
                "{\"name\":\"x\",\"scopes\":{}}",
                "{\"name\":\"x\",\"scope\":\"data:read\"}",
                "{\"name\":\"x\",\"name\":\"y\"}",
                "{\"name\":\"x\",\"expires_at\":1893459600}",
                "{\"name\":\"x\",\"expires_at\":\"\"}",
                "{\"name\":\"x\",\"expires_at\":\"tomorrow\"}",
                "{\"name\":\"x\",\"expires_at\":\"2090-01-01\"}",
                "{\"name\":\"x\",\"expires_at\":\"2090-01-01T00:00:00\"}",
                "{\"name\":\"x\",\"expires_at\":\"2090-01-01T00:00Z\"}",
                "{\"name\":\"x\",\"expires_at\":\"2090-02-30T00:00:00Z\"}",
                "{\"name\":\"x\",\"expires_at\":\"+10000-01-01T00:00:00Z\"}",
                "{\"name\":\"x\",\"expires_at\":\"2090-01-01T00:00:00+99:00\"}",
                "{\"name\":\"x\",\"expires_at\":\"2020-01-01T00:00:00Z\"}",
            })
    void malformedWishIsABadRequest(String body) {
        Answer answer = service.send(service.request(service.publicUri(PATH))
                .header("Authorization", "Bearer " + service.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_request");
    }

    @Test
    void whatIsNoScopeTokenIsAnInvalidScope() {
        for (Object scope : List.of("data:read data:write", " data:read", "DATA:READ", 1, "a\u0000b", "\ud800")) {
            Answer answer = service.createApiKey(service.token(), Map.of("name", "x", "scopes", List.of(scope)));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("code")).isEqualTo("invalid_scope");
        }
    }

    @Test
    void namesAndTimesOfAllKindsAreTaken() {
        String token = service.token();
        String longest = "\ud83d\udd11".repeat(64);

        assertThat(service.createApiKey(token, Map.of("name", longest)).text("name"))
                .isEqualTo(longest);
        assertThat(service.createApiKey(token, Map.of("name", "x", "expires_at", "2090-01-01t02:00:00.5+02:00"))
                        .text("expires_at"))
                .isEqualTo("2090-01-01T00:00:00Z");
    }

    @Test
    void pagesShowEveryKeyOnceNewestFirst() {
        TestUser user = service.register();
        String token = service.tokenOf(user);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(
                    service.createApiKey(token, Map.of("name", "key " + i)).text("id"));
        }
        service.apiKeyOf(service.register());

        List<String> seen = new ArrayList<>();
        JsonNode page = service.get(PATH + "?limit=2", token).json();
        while (true) {
            page.path("items").forEach(item -> seen.add(item.path("id").asString()));
            if (page.path("next").isNull()) {
                break;
            }
            page = service.get(PATH + "?limit=2&after=" + page.path("next").asString(), token)
                    .json();
        }

        assertThat(seen).isEqualTo(made);
        assertThat(service.get(PATH + "?limit=0", token).status()).isEqualTo(400);
    }

    @Test
    void fiftyKeysAreEnoughHoweverManyAreAskedForAtOnce() {
        TestUser user = service.register();
        String token = service.tokenOf(user);

        List<Integer> statuses;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> answers = IntStream.range(0, 100)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                // too many at once for the pool is 503, and is asked again
                                Answer answer = service.createApiKey(token, Map.of("name", "key " + i));
                                while (answer.status() == 503) {
                                    answer = service.createApiKey(token, Map.of("name", "key " + i));
                                }
                                return answer.status();
                            },
                            clients))
                    .toList();
            statuses = answers.stream().map(CompletableFuture::join).toList();
        }

        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(50);
        Answer refused = service.createApiKey(token, Map.of("name", "one more"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("too_many_api_keys");
        String id =
                service.get(PATH, token).json().path("items").get(0).path("id").asString();
        assertThat(service.deleteApiKey(token, id).status()).isEqualTo(204);
        assertThat(service.createApiKey(token, Map.of("name", "in its place")).status())
                .isEqualTo(201);
    }

    @Test
    void nobodyDeletesTheKeyOfAnother() {
        ApiKey victim = service.apiKeyOf(service.register());

        Answer answer = service.deleteApiKey(service.token(), victim.id());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("not_found");
        assertThat(service.isLive(victim.value())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%00", "00000000-0000-0000-0000-000000000000", "1-1-1-1-1"})
    void uselessIdIsNotFound(String id) {
        assertThat(service.deleteApiKey(service.token(), id).status()).isEqualTo(404);
    }

    @Test
    void keyShowsTheAccountOfItsUser() {
        TestUser user = service.register();

        Answer me = service.getWithApiKey("/users/me", service.apiKeyOf(user).value());

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("id")).isEqualTo(user.id());
    }

    @Test
    void keyManagesNothing() {
        TestUser user = service.register();
        String token = service.tokenOf(user);
        ApiKey key = service.apiKeyOf(user);
        Map<String, HttpRequest.Builder> management = Map.of(
                "make a key", request(PATH).POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"x\"}")),
                "list keys", request(PATH).GET(),
                "delete itself", request(PATH + "/" + key.id()).DELETE(),
                "list logins", request("/users/me/sessions").GET(),
                "end a login", request("/users/me/sessions/" + key.id()).DELETE(),
                "delete the account", request("/users/me").DELETE(),
                "log out", request("/logout").POST(HttpRequest.BodyPublishers.noBody()),
                "log out everywhere",
                        request("/logout").POST(HttpRequest.BodyPublishers.ofString("{\"everywhere\":true}")));

        management.forEach((what, request) -> {
            Answer answer = service.send(request.header("X-API-KEY", key.value()));
            assertThat(answer.status()).as(what).isEqualTo(403);
            assertThat(answer.text("code")).as(what).isEqualTo("insufficient_scope");
        });

        assertThat(service.isLive(token)).isTrue();
        assertThat(service.isLive(key.value())).isTrue();
    }

    @Test
    void keyAndTokenInOneRequestAreOneTooMany() {
        TestUser user = service.register();
        String token = service.tokenOf(user);
        String key = service.apiKeyOf(user).value();
        String other = service.apiKeyOf(user).value();

        for (HttpRequest.Builder request : List.of(
                request("/users/me").header("Authorization", "Bearer " + token).header("X-API-KEY", key),
                request("/users/me").header("token", token).header("X-API-KEY", key),
                request("/users/me").header("X-API-KEY", key).header("X-API-KEY", other),
                request("/users/me").header("X-API-KEY", key).header("X-API-KEY", ""))) {
            Answer answer = service.send(request);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("code")).isEqualTo("invalid_request");
        }
    }

    @Test
    void deadKeyIsRefusedWithAChallenge() {
        Answer answer = service.getWithApiKey("/users/me", "ask_nonsense");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("code")).isEqualTo("invalid_token");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void keyOpensNothingInside() {
        String key = service.apiKeyOf(service.register()).value();

        Answer answer = service.send(service.request(service.internalUri("/validateToken"))
                .header("X-API-KEY", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"x\"}")));

        assertThat(answer.status()).isEqualTo(401);
    }

    private HttpRequest.Builder request(String path) {
        return service.request(service.publicUri(path)).header("Content-Type", "application/json");
    }
}
