package services.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;

/** What brings about the answers of the operations on clients, for {@link OpenApiIT}. */
final class ClientScenarios {

    private static final String STALE = "\"stale\"";
    private static final int MORE_THAN_ALLOWED = 25;

    private final AuthServiceUnderTest service;
    private final Supplier<String> superuserToken;

    ClientScenarios(AuthServiceUnderTest service, Supplier<String> superuserToken) {
        this.service = service;
        this.superuserToken = superuserToken;
    }

    void addTo(Map<String, BiConsumer<TestUser, Pair>> scenarios) {
        addAdministration(scenarios);
        addSecrets(scenarios);
        addRegistration(scenarios);
    }

    private void addAdministration(Map<String, BiConsumer<TestUser, Pair>> scenarios) {
        scenarios.put("GET /clients", (user, pair) -> {
            service.get("/clients", superuserToken.get());
            service.get("/clients", pair.token());
        });
        scenarios.put("POST /clients", (user, pair) -> {
            String id = create("openid");
            call("POST", "/clients", superuserToken.get(), client(id, "openid"));
            call("POST", "/clients", superuserToken.get(), Map.of("colour", "blue"));
            call("POST", "/clients", superuserToken.get(), Map.of());
            call("POST", "/clients", service.tokenWith("admin"), client(id + "2", "token:validate"));
            call("POST", "/clients", pair.token(), client(id + "3", "openid"));
        });
        scenarios.put("GET /clients/{id}", (user, pair) -> {
            service.get("/clients/resource-service", superuserToken.get());
            service.get("/clients/unknown", superuserToken.get());
            service.get("/clients/resource-service", pair.token());
        });
        scenarios.put("PUT /clients/{id}", (user, pair) -> {
            String id = create("openid");
            String path = "/clients/" + id;
            call("PUT", path, superuserToken.get(), client(id, "openid profile"));
            call("PUT", path, superuserToken.get(), Map.of("colour", "blue"));
            call("PUT", path, superuserToken.get(), Map.of());
            call("PUT", "/clients/unknown", superuserToken.get(), client("unknown", "openid"));
            call("PUT", path, superuserToken.get(), client(id, "openid"), "If-Match", STALE);
            call("PUT", path, pair.token(), client(id, "openid"));
            call("PUT", path, service.tokenWith("admin"), client(id, "token:validate"));
        });
        scenarios.put("DELETE /clients/{id}", (user, pair) -> {
            String path = "/clients/" + create("openid");
            service.delete(path, pair.token());
            service.delete("/clients/resource-service", service.tokenWith("admin"));
            call("DELETE", path, superuserToken.get(), Map.of(), "If-Match", STALE);
            service.delete(path, superuserToken.get());
            service.delete(path, superuserToken.get());
        });
    }

    private void addSecrets(Map<String, BiConsumer<TestUser, Pair>> scenarios) {
        scenarios.put("POST /clients/{id}/secrets", (user, pair) -> {
            String path = "/clients/" + create("openid") + "/secrets";
            call("POST", path, superuserToken.get(), Map.of(), "If-Match", STALE);
            call("POST", path, superuserToken.get(), Map.of());
            call("POST", path, superuserToken.get(), Map.of());
            call("POST", path, pair.token(), Map.of());
            call("POST", "/clients/unknown/secrets", superuserToken.get(), Map.of());
            call("POST", "/clients/resource-service/secrets", service.tokenWith("admin"), Map.of());
            Map<String, Object> open = client("open-" + UUID.randomUUID(), "openid");
            open.put("token_endpoint_auth_method", "none");
            call("POST", "/clients", superuserToken.get(), open);
            call("POST", "/clients/" + open.get("client_id") + "/secrets", superuserToken.get(), Map.of());
        });
        scenarios.put("DELETE /clients/{id}/secrets/{secretId}", (user, pair) -> {
            String client = "/clients/" + create("openid");
            String path = client + "/secrets/"
                    + service.get(client, superuserToken.get())
                            .json()
                            .path("secrets")
                            .path(0)
                            .path("id")
                            .asString();
            service.delete(path, pair.token());
            call("DELETE", path, superuserToken.get(), Map.of(), "If-Match", STALE);
            service.delete(path, superuserToken.get());
            service.delete(path, superuserToken.get());
            service.delete("/clients/resource-service/secrets/" + UUID.randomUUID(), service.tokenWith("admin"));
        });
    }

    private void addRegistration(Map<String, BiConsumer<TestUser, Pair>> scenarios) {
        // before one scenario has used up what one address may register
        Answer shown = register();
        Answer removed = register();
        scenarios.put("POST /oauth2/register", (user, pair) -> {
            service.post("/oauth2/register", "{}");
            call("POST", "/oauth2/register", superuserToken.get(), Map.of());
            IntStream.range(0, MORE_THAN_ALLOWED).forEach(ignored -> register());
        });
        scenarios.put("GET /oauth2/register/{clientId}", (user, pair) -> {
            service.get(pathOf(shown), tokenOf(shown));
            service.get(pathOf(shown), "another");
        });
        scenarios.put("PUT /oauth2/register/{clientId}", (user, pair) -> {
            call("PUT", pathOf(shown), tokenOf(shown), client(shown.text("client_id"), "openid"));
            call("PUT", pathOf(shown), tokenOf(shown), Map.of());
            call("PUT", pathOf(shown), "another", Map.of());
        });
        scenarios.put("DELETE /oauth2/register/{clientId}", (user, pair) -> {
            service.delete(pathOf(removed), tokenOf(removed));
            service.delete(pathOf(removed), tokenOf(removed));
        });
    }

    private Answer register() {
        return service.call("POST", "/oauth2/register", superuserToken.get(), client("ignored", "openid"));
    }

    private static String pathOf(Answer registered) {
        return "/oauth2/register/" + registered.text("client_id");
    }

    private static String tokenOf(Answer registered) {
        return registered.text("registration_access_token");
    }

    private String create(String scope) {
        String id = "client-" + UUID.randomUUID();
        call("POST", "/clients", superuserToken.get(), client(id, scope));
        return id;
    }

    private void call(String method, String path, String token, Map<String, ?> body, String... headers) {
        service.call(method, path, token, body, headers);
    }

    private static Map<String, Object> client(String id, String scope) {
        return new HashMap<>(
                Map.of("client_id", id, "scope", scope, "redirect_uris", List.of("https://app.example.org/callback")));
    }
}
