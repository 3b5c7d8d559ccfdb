package services.auth;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import io.swagger.v3.oas.annotations.Hidden;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.apikey.ApiKeys;
import services.backing.BackingServices;
import services.description.check.ApiDescription;
import services.description.check.Operation;
import services.description.check.Provocations;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code /openapi.yml} and the service tell the same: whatever the description says an operation answers is brought about
 * here, but for faults. The opposite, that no answer is undescribed, holds for every test that calls the service.
 */
class OpenApiIT {

    private static final ApiDescription DESCRIPTION = AuthServiceUnderTest.description();

    /** The only client there is may ask /validateToken. */
    private static final Set<String> NEVER_SEEN = Set.of("POST /validateToken 403 insufficient_scope");

    private static final BackingServices BACKING = BackingServices.dedicated();
    private static final AuthServiceUnderTest SERVICE = AuthServiceUnderTest.on(
            BACKING,
            Map.of(
                    "auth-service.admin.username", "root",
                    "auth-service.admin.email", "root@example.org",
                    "auth-service.admin.password", AuthServiceUnderTest.PASSWORD));

    /** Calls by a user who just logged in, which bring about what only this operation answers. */
    private static final Map<String, BiConsumer<TestUser, Pair>> SCENARIOS = scenarios();

    private static Map<String, BiConsumer<TestUser, Pair>> scenarios() {
        Map<String, BiConsumer<TestUser, Pair>> scenarios = new LinkedHashMap<>();
        scenarios.put("POST /register", (user, pair) -> {
            SERVICE.register();
            SERVICE.post("/register", registration(user.username()));
        });
        scenarios.put("POST /login", (user, pair) -> {
            SERVICE.login(user.username(), AuthServiceUnderTest.PASSWORD);
            SERVICE.login(user.username(), "another");
            SERVICE.login(user, "unknown");
        });
        scenarios.put("POST /refresh", (user, pair) -> {
            SERVICE.refresh(pair.refreshToken());
            SERVICE.refresh("unknown");
        });
        scenarios.put("POST /logout", (user, pair) -> {
            SERVICE.logout(pair.token());
            sendWithApiKey(user, "POST", "/logout");
        });
        scenarios.put("GET /users/me", (user, pair) -> SERVICE.me(pair.token()));
        scenarios.put("DELETE /users/me", (user, pair) -> {
            sendWithApiKey(user, "DELETE", "/users/me");
            SERVICE.delete("/users/me", pair.token());
        });
        scenarios.put("GET /users/me/sessions", (user, pair) -> {
            SERVICE.get("/users/me/sessions", pair.token());
            sendWithApiKey(user, "GET", "/users/me/sessions");
        });
        scenarios.put("DELETE /users/me/sessions/{id}", (user, pair) -> {
            String id = SERVICE.get("/users/me/sessions", SERVICE.tokenOf(user))
                    .json()
                    .path("items")
                    .path(0)
                    .path("id")
                    .asString();
            sendWithApiKey(user, "DELETE", "/users/me/sessions/" + id);
            String token = SERVICE.tokenOf(user);
            SERVICE.delete("/users/me/sessions/" + id, token);
            SERVICE.delete("/users/me/sessions/" + id, token);
        });
        scenarios.put("GET /users/me/api-keys", (user, pair) -> {
            SERVICE.apiKeyOf(user);
            SERVICE.get("/users/me/api-keys", pair.token());
            sendWithApiKey(user, "GET", "/users/me/api-keys");
        });
        scenarios.put("POST /users/me/api-keys", (user, pair) -> {
            SERVICE.createApiKey(pair.token(), Map.of("name", "test", "scopes", List.of("unknown")));
            sendWithApiKey(user, "POST", "/users/me/api-keys");
            IntStream.rangeClosed(0, ApiKeys.MAX_PER_USER)
                    .forEach(ignored -> SERVICE.createApiKey(pair.token(), Map.of("name", "test")));
        });
        scenarios.put("DELETE /users/me/api-keys/{id}", (user, pair) -> {
            String id = SERVICE.apiKeyOf(user).id();
            sendWithApiKey(user, "DELETE", "/users/me/api-keys/" + id);
            SERVICE.deleteApiKey(pair.token(), id);
            SERVICE.deleteApiKey(pair.token(), id);
        });
        scenarios.put("POST /signing-keys/rotation", (user, pair) -> {
            rotate(superuserToken());
            rotate(pair.token());
        });
        scenarios.put("GET /.well-known/jwks.json", (user, pair) -> SERVICE.send(request("/.well-known/jwks.json")));
        scenarios.put("POST /oauth2/token", (user, pair) -> {
            SERVICE.clientToken();
            SERVICE.tokenRequest("grant_type=unknown");
            SERVICE.tokenRequest("grant_type=client_credentials&client_id=x&client_secret=y");
        });
        scenarios.put("POST /validateToken", (user, pair) -> {
            SERVICE.isLive(pair.token());
            SERVICE.isLive("dead");
        });
        return scenarios;
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
        BACKING.close();
    }

    @Test
    void everyOperationHasAScenario() {
        assertThat(DESCRIPTION.operations().stream().map(Operation::toString))
                .containsExactlyInAnyOrderElementsOf(SCENARIOS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> everyDescribedAnswerIsGiven() {
        return DESCRIPTION.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> provoke(operation)));
    }

    private static void provoke(Operation operation) {
        TestUser user = SERVICE.register();
        Pair pair = SERVICE.pairOf(user);
        Provocations.of(
                        operation,
                        operation.isInternal() ? SERVICE.internalUri("/") : SERVICE.publicUri("/"),
                        tokenFor(operation, pair))
                .forEach(SERVICE::send);
        requireNonNull(SCENARIOS.get(operation.toString())).accept(user, pair);
        Set<String> unseen = new TreeSet<>(operation.answers());
        unseen.removeAll(AuthServiceUnderTest.ANSWERS.seen(operation));
        unseen.removeIf(answer -> NEVER_SEEN.contains(operation + " " + answer));
        assertThat(unseen).as("described and not given").isEmpty();
    }

    @Test
    void everyRouteIsDescribed() {
        List<UriRouteInfo<?, ?>> routes = SERVICE.bean(Router.class).uriRoutes().toList();

        assertThat(routes.stream()
                        .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                        .filter(route -> !route.getAnnotationMetadata().hasAnnotation(Hidden.class))
                        .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(SCENARIOS.keySet());
    }

    /** One that the operation lets in. */
    private static String tokenFor(Operation operation, Pair pair) {
        if (operation.isInternal()) {
            return SERVICE.clientToken();
        }
        return operation.path().equals("/signing-keys/rotation") ? superuserToken() : pair.token();
    }

    private static String superuserToken() {
        return Pair.of(SERVICE.login("root", AuthServiceUnderTest.PASSWORD)).token();
    }

    private static void rotate(String token) {
        SERVICE.send(request("/signing-keys/rotation")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));
    }

    private static void sendWithApiKey(TestUser user, String method, String path) {
        SERVICE.send(request(path)
                .header("X-API-KEY", SERVICE.apiKeyOf(user).value())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString("{\"name\":\"test\"}")));
    }

    private static HttpRequest.Builder request(String path) {
        return SERVICE.request(SERVICE.publicUri(path));
    }

    private static String registration(String username) {
        return AuthServiceUnderTest.json(Map.of(
                "username",
                username,
                "email",
                UUID.randomUUID() + "@example.org",
                "password",
                AuthServiceUnderTest.PASSWORD));
    }
}
