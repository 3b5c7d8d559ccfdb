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

import com.nimbusds.oauth2.sdk.GrantType;
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
import services.auth.oauth2.TestLogin;
import services.auth.oauth2.client.TestClient;
import services.auth.oauth2.dpop.DPoPNonces;
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

    /** The only client there is may ask /validateToken and /validateTokens; the other is where addresses must be confirmed first. */
    private static final Set<String> NEVER_SEEN = Set.of(
            "POST /validateToken 403 insufficient_scope",
            "POST /validateTokens 403 insufficient_scope",
            "POST /register/confirm 409 username_taken",
            // where clients do not register themselves
            "POST /oauth2/register 403");

    private static final StolenPasswords STOLEN = new StolenPasswords("this one was stolen");

    private static final BackingServices BACKING = BackingServices.dedicated();
    private static final AuthServiceUnderTest SERVICE = AuthServiceUnderTest.on(
            BACKING,
            Map.of(
                    "auth-service.admin.username",
                    "root",
                    "auth-service.admin.email",
                    "root@example.org",
                    "auth-service.admin.password",
                    AuthServiceUnderTest.PASSWORD,
                    "auth-service.password.breached-url",
                    STOLEN.address(),
                    "auth-service.dpop.nonce-required",
                    true,
                    "auth-service.client-registration.access",
                    "token",
                    "auth-service.throttling.enabled",
                    true,
                    "auth-service.throttling.client-secret",
                    "3/1h",
                    "auth-service.throttling.login.attempts",
                    "100000/1m",
                    "auth-service.throttling.code.mails",
                    "100000/1m"));

    private static final List<String> BAD_PASSWORDS = List.of("short", "password1", "this one was stolen");

    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private static final DPoPClient BOUND = new DPoPClient();

    private static final String STALE = "\"stale\"";

    /** Calls by a user who just logged in, which bring about what only this operation answers. */
    private static final Map<String, BiConsumer<TestUser, Pair>> SCENARIOS = scenarios();

    private static Map<String, BiConsumer<TestUser, Pair>> scenarios() {
        Map<String, BiConsumer<TestUser, Pair>> scenarios = new LinkedHashMap<>();
        scenarios.put("POST /register", (user, pair) -> {
            SERVICE.register();
            SERVICE.post("/register", registration(user.username(), AuthServiceUnderTest.PASSWORD));
            BAD_PASSWORDS.forEach(password -> SERVICE.post("/register", registration("somebody-else", password)));
            SERVICE.post("/register", registration("somebody-else", "somebody-else"));
        });
        scenarios.put("POST /register/confirm", (user, pair) -> {
            TestUser rival = SERVICE.register();
            SERVICE.call("PATCH", "/users/me", pair.token(), Map.of("email", rival.email()));
            String late = SERVICE.awaitCode(rival.email(), 2);
            SERVICE.confirm(rival.email(), SERVICE.firstCode(rival.email()));
            SERVICE.confirm(rival.email(), late);
            IntStream.range(0, 12).forEach(ignored -> SERVICE.confirm(user.email(), "000000"));
        });
        scenarios.put("POST /login", (user, pair) -> {
            SERVICE.login(user.username(), AuthServiceUnderTest.PASSWORD);
            SERVICE.login(user, "unknown");
            IntStream.range(0, 12).forEach(ignored -> SERVICE.login(user.username(), "another"));
        });
        scenarios.put("POST /password/forgot", (user, pair) -> forgot(user));
        scenarios.put("POST /password/reset", (user, pair) -> {
            BAD_PASSWORDS.forEach(password -> reset(user, "000000", password));
            reset(user, "000000", user.email());
            forgot(user);
            reset(user, SERVICE.awaitCode(user.email(), 2), "a good new password");
            IntStream.range(0, 12).forEach(ignored -> reset(user, "000000", "a good new password"));
        });
        scenarios.put("PATCH /users/me", (user, pair) -> {
            SERVICE.call("PATCH", "/users/me", pair.token(), Map.of("locale", "ru"));
            SERVICE.call("PATCH", "/users/me", pair.token(), Map.of("username", "root"));
            SERVICE.call("PATCH", "/users/me", pair.token(), Map.of(), "If-Match", STALE);
            sendWithApiKey(user, "PATCH", "/users/me");
        });
        scenarios.put("GET /users/me/export", (user, pair) -> {
            SERVICE.get("/users/me/export", pair.token());
            sendWithApiKey(user, "GET", "/users/me/export");
        });
        scenarios.put("PUT /users/me/password", (user, pair) -> {
            sendWithApiKey(user, "PUT", "/users/me/password");
            BAD_PASSWORDS.forEach(password -> changePassword(pair, AuthServiceUnderTest.PASSWORD, password));
            changePassword(pair, AuthServiceUnderTest.PASSWORD, user.username());
            changePassword(pair, AuthServiceUnderTest.PASSWORD, "a good new password");
            IntStream.range(0, 12).forEach(ignored -> changePassword(pair, "another", "a good new password"));
        });
        scenarios.put("GET /users", (user, pair) -> {
            SERVICE.get("/users?limit=1", superuserToken());
            SERVICE.get("/users", pair.token());
        });
        scenarios.put("POST /users", (user, pair) -> {
            String name = "made-" + UUID.randomUUID();
            Map<String, Object> account =
                    Map.of("username", name, "email", name + "@example.org", "email_verified", true);
            SERVICE.call("POST", "/users", superuserToken(), account);
            SERVICE.call("POST", "/users", superuserToken(), account);
            SERVICE.call("POST", "/users", superuserToken(), with(account, "username", name + "2"));
            SERVICE.call("POST", "/users", superuserToken(), with(account, "roles", List.of("no-such-role")));
            SERVICE.call("POST", "/users", adminToken(), with(account, "roles", List.of("superuser")));
            BAD_PASSWORDS.forEach(
                    password -> SERVICE.call("POST", "/users", superuserToken(), with(account, "password", password)));
            SERVICE.call("POST", "/users", superuserToken(), with(account, "password", name));
            SERVICE.call("POST", "/users", pair.token(), account);
        });
        scenarios.put("POST /users/import", (user, pair) -> {
            String line = "{\"username\":\"imported\",\"email\":\"imported@example.org\"}\n";
            SERVICE.importUsers(superuserToken(), line + line + "no account");
            SERVICE.importUsers(pair.token(), line);
        });
        scenarios.put("GET /users/{id}", (user, pair) -> {
            SERVICE.get("/users/" + user.id(), superuserToken());
            SERVICE.get("/users/" + NOBODY, superuserToken());
            SERVICE.get("/users/" + user.id(), pair.token());
        });
        scenarios.put("PATCH /users/{id}", (user, pair) -> {
            SERVICE.call("PATCH", "/users/" + user.id(), superuserToken(), Map.of("disabled", true));
            TestUser owner = SERVICE.registerAndConfirm();
            SERVICE.call(
                    "PATCH",
                    "/users/" + user.id(),
                    superuserToken(),
                    Map.of("email", owner.email(), "email_verified", true));
            SERVICE.call("PATCH", "/users/" + user.id(), superuserToken(), Map.of("username", "root"));
            SERVICE.call("PATCH", "/users/" + user.id(), superuserToken(), Map.of(), "If-Match", STALE);
            SERVICE.call("PATCH", "/users/" + rootId(), adminToken(), Map.of());
            SERVICE.call("PATCH", "/users/" + rootId(), superuserToken(), Map.of("disabled", true));
            SERVICE.call("PATCH", "/users/" + NOBODY, superuserToken(), Map.of());
            SERVICE.call("PATCH", "/users/" + NOBODY, SERVICE.token(), Map.of());
        });
        scenarios.put("DELETE /users/{id}", (user, pair) -> {
            SERVICE.delete("/users/" + user.id(), pair.token());
            SERVICE.call("DELETE", "/users/" + user.id(), superuserToken(), Map.of(), "If-Match", STALE);
            SERVICE.delete("/users/" + user.id(), superuserToken());
            SERVICE.delete("/users/" + user.id(), superuserToken());
            SERVICE.delete("/users/" + rootId(), adminToken());
            SERVICE.delete("/users/" + rootId(), superuserToken());
        });
        scenarios.put("POST /users/{id}/restore", (user, pair) -> {
            TestUser deleted = SERVICE.registerAndConfirm();
            SERVICE.call("POST", "/users/" + deleted.id() + "/restore", superuserToken());
            SERVICE.delete("/users/" + deleted.id(), superuserToken());
            String path = "/users/" + deleted.id() + "/restore";
            SERVICE.call("POST", path, pair.token());
            SERVICE.call("POST", path, superuserToken(), Map.of(), "If-Match", STALE);
            SERVICE.call("PATCH", "/users/" + user.id(), superuserToken(), Map.of("username", deleted.username()));
            SERVICE.call("POST", path, superuserToken());
            SERVICE.call("PATCH", "/users/" + user.id(), superuserToken(), Map.of("username", user.username()));
            SERVICE.call(
                    "PATCH",
                    "/users/" + user.id(),
                    superuserToken(),
                    Map.of("email", deleted.email(), "email_verified", true));
            SERVICE.call("POST", path, superuserToken());
            SERVICE.call("PATCH", "/users/" + user.id(), superuserToken(), Map.of("email", user.email()));
            SERVICE.call("POST", path, superuserToken());
            TestUser above = SERVICE.registerWith("superuser");
            SERVICE.delete("/users/" + above.id(), superuserToken());
            SERVICE.call("POST", "/users/" + above.id() + "/restore", adminToken());
        });
        scenarios.put("PUT /users/{id}/roles/{role}", (user, pair) -> {
            rolesOf(user, "PUT");
            SERVICE.call("PUT", "/users/" + rootId() + "/roles/admin", adminToken());
        });
        scenarios.put("DELETE /users/{id}/roles/{role}", (user, pair) -> {
            rolesOf(user, "DELETE");
            SERVICE.delete("/users/" + rootId() + "/roles/superuser", adminToken());
            SERVICE.delete("/users/" + rootId() + "/roles/superuser", superuserToken());
        });
        scenarios.put("DELETE /users/{id}/sessions", (user, pair) -> {
            SERVICE.delete("/users/" + user.id() + "/sessions", pair.token());
            SERVICE.delete("/users/" + user.id() + "/sessions", superuserToken());
            SERVICE.delete("/users/" + NOBODY + "/sessions", superuserToken());
            SERVICE.delete("/users/" + rootId() + "/sessions", adminToken());
        });
        scenarios.put("GET /roles", (user, pair) -> {
            SERVICE.get("/roles", superuserToken());
            SERVICE.get("/roles", pair.token());
        });
        scenarios.put("POST /roles", (user, pair) -> {
            role("POST", "/roles", superuserToken(), roleNamed("one"));
            role("POST", "/roles", superuserToken(), roleNamed("one"));
            role("POST", "/roles", adminToken(), with(roleNamed("two"), "scopes", List.of("system:write")));
            role("POST", "/roles", pair.token(), roleNamed("three"));
        });
        scenarios.put("GET /roles/{name}", (user, pair) -> {
            SERVICE.get("/roles/admin", superuserToken());
            SERVICE.get("/roles/no-such-role", superuserToken());
            SERVICE.get("/roles/admin", pair.token());
        });
        scenarios.put("PATCH /roles/{name}", (user, pair) -> {
            role("PATCH", "/roles/subscriber", superuserToken(), Map.of("description", "Everybody"));
            role("PATCH", "/roles/subscriber", adminToken(), Map.of());
            role("PATCH", "/roles/superuser", superuserToken(), Map.of("scopes", List.of()));
            role("PATCH", "/roles/no-such-role", superuserToken(), Map.of());
            role("PATCH", "/roles/subscriber", pair.token(), Map.of());
            SERVICE.call("PATCH", "/roles/subscriber", superuserToken(), Map.of(), "If-Match", STALE);
        });
        scenarios.put("DELETE /roles/{name}", (user, pair) -> {
            role("POST", "/roles", superuserToken(), roleNamed("used"));
            SERVICE.call("PUT", "/users/" + user.id() + "/roles/used", superuserToken());
            SERVICE.delete("/roles/used", superuserToken());
            role("POST", "/roles", superuserToken(), roleNamed("free"));
            SERVICE.call("DELETE", "/roles/free", superuserToken(), Map.of(), "If-Match", STALE);
            SERVICE.delete("/roles/free", superuserToken());
            SERVICE.delete("/roles/free", superuserToken());
            SERVICE.delete("/roles/admin", superuserToken());
            SERVICE.delete("/roles/admin", adminToken());
            SERVICE.delete("/roles/admin", pair.token());
        });
        scenarios.put("GET /audit", (user, pair) -> {
            SERVICE.get("/audit", superuserToken());
            SERVICE.get("/audit", pair.token());
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
            SERVICE.delete("/users/me", superuserToken());
            SERVICE.call("DELETE", "/users/me", pair.token(), Map.of(), "If-Match", STALE);
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
        scenarios.put("GET /users/me/consents", (user, pair) -> {
            SERVICE.get("/users/me/consents", pair.token());
            sendWithApiKey(user, "GET", "/users/me/consents");
        });
        scenarios.put("DELETE /users/me/consents/{clientId}", (user, pair) -> {
            TestClient client = TestClient.register(SERVICE);
            TestLogin.start(SERVICE, user, client, "openid");
            String path = "/users/me/consents/" + client.id();
            sendWithApiKey(user, "DELETE", path);
            SERVICE.delete(path, pair.token());
            SERVICE.delete(path, pair.token());
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
            guessSecrets("/oauth2/token");
        });
        scenarios.put("POST /oauth2/par", (user, pair) -> {
            TestClient client = TestClient.register(SERVICE);
            client.post(SERVICE, "/oauth2/par", Map.of("response_type", "code", "scope", "data:read"));
            client.post(SERVICE, "/oauth2/par", Map.of("response_type", "token", "scope", "data:read"));
            guessSecrets("/oauth2/par");
        });
        scenarios.put("POST /oauth2/device_authorization", (user, pair) -> {
            TestClient client =
                    TestClient.register(SERVICE, metadata -> metadata.setGrantTypes(Set.of(GrantType.DEVICE_CODE)));
            client.post(SERVICE, "/oauth2/device_authorization", Map.of("scope", "data:read"));
            client.post(SERVICE, "/oauth2/device_authorization", Map.of("scope", "unknown"));
            guessSecrets("/oauth2/device_authorization");
        });
        scenarios.put("GET /oauth2/userinfo", (user, pair) -> {
            SERVICE.get("/oauth2/userinfo", identityToken(user));
            SERVICE.get("/oauth2/userinfo", pair.token());
        });
        scenarios.put("POST /oauth2/userinfo", (user, pair) -> {
            postForm("/oauth2/userinfo", "access_token=" + identityToken(user));
            postForm("/oauth2/userinfo", "access_token=" + pair.token());
            postForm("/oauth2/userinfo", "access_token=a&access_token=b");
        });
        scenarios.put("POST /oauth2/introspect", (user, pair) -> {
            TestClient client = TestClient.register(SERVICE);
            client.post(
                    SERVICE,
                    "/oauth2/introspect",
                    Map.of(
                            "token",
                            TestLogin.start(SERVICE, user, client, "openid").accessToken()));
            client.post(SERVICE, "/oauth2/introspect", Map.of("token", "dead"));
            client.post(SERVICE, "/oauth2/introspect", Map.of());
            guessSecrets("/oauth2/introspect");
        });
        scenarios.put("POST /oauth2/revoke", (user, pair) -> {
            TestClient client = TestClient.register(SERVICE);
            client.post(SERVICE, "/oauth2/revoke", Map.of("token", "unknown"));
            client.post(SERVICE, "/oauth2/revoke", Map.of());
            guessSecrets("/oauth2/revoke");
        });
        for (String metadata : List.of("openid-configuration", "oauth-authorization-server")) {
            scenarios.put("GET /.well-known/" + metadata, (user, pair) -> {
                String tag = SERVICE.send(request("/.well-known/" + metadata)).header("ETag");
                SERVICE.send(request("/.well-known/" + metadata).header("If-None-Match", tag));
            });
        }
        scenarios.put("POST /validateToken", (user, pair) -> {
            SERVICE.isLive(pair.token());
            SERVICE.isLive("dead");
        });
        scenarios.put(
                "POST /validateTokens",
                (user, pair) -> SERVICE.validateAll(List.of(Map.of("token", pair.token()), Map.of("token", "dead"))));
        new ClientScenarios(SERVICE, OpenApiIT::superuserToken).addTo(scenarios);
        return scenarios;
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
        BACKING.close();
        STOLEN.close();
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
        wantNonce(operation);
        requireNonNull(SCENARIOS.get(operation.toString())).accept(user, pair);
        Set<String> unseen = new TreeSet<>(operation.answers());
        unseen.removeAll(AuthServiceUnderTest.ANSWERS.seen(operation));
        unseen.removeIf(answer -> NEVER_SEEN.contains(operation + " " + answer));
        assertThat(unseen).as("%s: described and not given", operation).isEmpty();
    }

    /** A proof that is good in all else. */
    private static void wantNonce(Operation operation) {
        if (!operation.description().has("security")) {
            return;
        }
        String path = operation.pathOf(UUID.randomUUID().toString());
        String token = operation.isInternal()
                ? SERVICE.send(tokenRequest().header("DPoP", boundClientsProof()))
                        .text("access_token")
                : BOUND.bind(SERVICE, SERVICE.pairOf(SERVICE.register())).token();
        String listener = operation.isInternal() ? "http://localhost:8081" : AuthServiceUnderTest.ISSUER;
        SERVICE.send(SERVICE.request(operation.isInternal() ? SERVICE.internalUri(path) : SERVICE.publicUri(path))
                .header("Authorization", "DPoP " + token)
                .header("DPoP", BOUND.proof(operation.method(), listener + path, token, null))
                .header("Content-Type", wantedType(operation))
                .method(operation.method(), BodyPublishers.ofString("{}")));
    }

    private static String wantedType(Operation operation) {
        return operation.description().path("requestBody").path("content").propertyNames().stream()
                .findFirst()
                .orElse("application/json");
    }

    private static String boundClientsProof() {
        return BOUND.proofWithNonce(SERVICE.bean(DPoPNonces.class).current());
    }

    private static HttpRequest.Builder tokenRequest() {
        return request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id="
                        + AuthServiceUnderTest.CLIENT_ID + "&client_secret=" + AuthServiceUnderTest.CLIENT_SECRET));
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
        boolean isOwn = operation.path().startsWith("/users/me");
        return !isOwn
                        && Stream.of("/signing-keys", "/users", "/roles", "/audit", "/clients")
                                .anyMatch(operation.path()::startsWith)
                ? superuserToken()
                : pair.token();
    }

    /** Of a login that tells who the user is. */
    private static String identityToken(TestUser user) {
        return TestLogin.start(SERVICE, user, TestClient.register(SERVICE), "openid")
                .accessToken();
    }

    private static void postForm(String path, String form) {
        SERVICE.send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** More wrong secrets of one client than there may be. */
    private static void guessSecrets(String path) {
        TestClient guess = new TestClient("client-" + UUID.randomUUID(), "guess");
        IntStream.range(0, 5)
                .forEach(ignored ->
                        guess.post(SERVICE, path, Map.of("grant_type", "client_credentials", "token", "unknown")));
    }

    private static String adminToken() {
        return SERVICE.tokenWith("admin");
    }

    private static String rootId() {
        return SERVICE.me(superuserToken()).text("id");
    }

    private static void rolesOf(TestUser user, String method) {
        SERVICE.call(method, "/users/" + user.id() + "/roles/admin", superuserToken());
        SERVICE.call(method, "/users/" + user.id() + "/roles/no-such-role", superuserToken());
        SERVICE.call(method, "/users/" + NOBODY + "/roles/admin", superuserToken());
        SERVICE.call(method, "/users/" + user.id() + "/roles/admin", superuserToken(), Map.of(), "If-Match", STALE);
        SERVICE.call(method, "/users/" + NOBODY + "/roles/admin", SERVICE.token());
    }

    private static void role(String method, String path, String token, Map<String, ?> body) {
        SERVICE.call(method, path, token, body);
    }

    private static Map<String, Object> roleNamed(String name) {
        return Map.of("name", name, "description", "For a test", "scopes", List.of("data:read"));
    }

    private static Map<String, Object> with(Map<String, ?> members, String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.put(name, value);
        return all;
    }

    private static void forgot(TestUser user) {
        SERVICE.post("/password/forgot", AuthServiceUnderTest.json(Map.of("email", user.email())));
    }

    private static void reset(TestUser user, String code, String newPassword) {
        SERVICE.post(
                "/password/reset",
                AuthServiceUnderTest.json(Map.of("email", user.email(), "code", code, "new_password", newPassword)));
    }

    private static void changePassword(Pair pair, String oldPassword, String newPassword) {
        SERVICE.call(
                "PUT",
                "/users/me/password",
                pair.token(),
                Map.of("old_password", oldPassword, "new_password", newPassword));
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

    private static String registration(String username, String password) {
        return AuthServiceUnderTest.json(
                Map.of("username", username, "email", UUID.randomUUID() + "@example.org", "password", password));
    }
}
