package services.auth.clientadministration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ClientControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final String admin = service.tokenWith("admin");
    private final String superuser = service.tokenWith("superuser");
    private final String name = "client-" + UUID.randomUUID();

    @Test
    void clientIsRegisteredShownChangedAndRemoved() {
        Answer created = create(admin, Map.of("client_name", "Shop", "scope", "openid data:read"));

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/clients/" + name);
        assertThat(created.header("ETag")).isEqualTo("\"0\"");
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        assertThat(created.text("client_secret")).hasSize(43);
        assertThat(created.text("scope")).isEqualTo("data:read openid");
        assertThat(created.json().path("secrets")).hasSize(1);

        Answer shown = service.get("/clients/" + name, admin);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text("client_name")).isEqualTo("Shop");
        assertThat(shown.json().has("client_secret")).isFalse();

        Answer changed = service.call(
                "PUT", "/clients/" + name, admin, registration(Map.of("client_name", "Store")), "If-Match", "\"0\"");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
        assertThat(changed.text("client_name")).isEqualTo("Store");
        assertThat(changed.text("scope")).isEmpty();
        assertThat(changed.json().has("client_secret")).isFalse();
        assertThat(service.call("PUT", "/clients/" + name, admin, registration(Map.of()), "If-Match", "\"0\"")
                        .status())
                .isEqualTo(412);

        assertThat(service.delete("/clients/" + name, admin).status()).isEqualTo(204);
        assertThat(service.get("/clients/" + name, admin).status()).isEqualTo(404);
        assertThat(service.delete("/clients/" + name, admin).status()).isEqualTo(404);
    }

    @Test
    void whatWasReadCanBeSentBack() {
        create(admin, Map.of());
        Map<String, Object> read = new HashMap<>();
        service.get("/clients/" + name, admin)
                .json()
                .properties()
                .forEach(member -> read.put(member.getKey(), member.getValue()));

        Answer changed = service.call("PUT", "/clients/" + name, admin, read);

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    @Test
    void listGoesOverPagesNewestFirst() {
        List<String> ids = Stream.of("a", "b", "c").map(end -> name + end).toList();
        ids.forEach(id -> assertThat(service.call("POST", "/clients", admin, registration(Map.of("client_id", id)))
                        .status())
                .isEqualTo(201));

        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = service.get("/clients?limit=2" + after, admin).json();
            page.path("items").forEach(item -> seen.add(item.path("client_id").asString()));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());

        assertThat(seen)
                .containsSubsequence(ids.reversed())
                .contains("resource-service")
                .doesNotHaveDuplicates();
    }

    @Test
    void publicClientHasNoSecretAndGetsOneWithAnotherMethod() {
        Answer created = create(admin, Map.of("token_endpoint_auth_method", "none"));
        assertThat(created.json().has("client_secret")).isFalse();
        assertThat(service.call("POST", "/clients/" + name + "/secrets", admin, Map.of())
                        .text("code"))
                .isEqualTo("no_secret_taken");

        Answer changed = service.call("PUT", "/clients/" + name, admin, registration(Map.of()));

        assertThat(changed.text("client_secret")).isNotEmpty();
        service.call("PUT", "/clients/" + name, admin, registration(Map.of("token_endpoint_auth_method", "none")));
        assertThat(service.get("/clients/" + name, admin).json().path("secrets"))
                .isEmpty();
    }

    @Test
    void secretsRollOverWithTwoThatAreGood() {
        String first = job().text("client_secret");

        Answer made = service.call("POST", "/clients/" + name + "/secrets", superuser, Map.of("overlap_seconds", 3600));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String second = made.text("client_secret");
        assertThat(tokenStatus(first)).isEqualTo(200);
        assertThat(tokenStatus(second)).isEqualTo(200);
        JsonNode secrets = service.get("/clients/" + name, superuser).json().path("secrets");
        assertThat(secrets).hasSize(2);
        assertThat(secrets.path(0).path("expires_at").isNull()).isFalse();
        assertThat(secrets.path(1).path("expires_at").isNull()).isTrue();
        assertThat(service.call("POST", "/clients/" + name + "/secrets", superuser, Map.of())
                        .text("code"))
                .isEqualTo("too_many_secrets");

        String old = secrets.path(0).path("id").asString();
        assertThat(service.delete("/clients/" + name + "/secrets/" + old, superuser)
                        .status())
                .isEqualTo(204);
        assertThat(tokenStatus(first)).isEqualTo(401);
        assertThat(tokenStatus(second)).isEqualTo(200);
        assertThat(service.delete("/clients/" + name + "/secrets/" + old, superuser)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void secretIsDeadAtOnceWhereThereIsNoOverlap() {
        String first = job().text("client_secret");

        service.call("POST", "/clients/" + name + "/secrets", superuser, Map.of("overlap_seconds", 0));

        assertThat(tokenStatus(first)).isEqualTo(401);
    }

    @Test
    void nobodyGivesAClientWhatTheyMayNotDoThemselves() {
        assertThat(create(admin, Map.of("scope", "token:validate")).text("code"))
                .isEqualTo("insufficient_rights");
        assertThat(service.call("POST", "/clients/resource-service/secrets", admin, Map.of())
                        .text("code"))
                .isEqualTo("insufficient_rights");
        assertThat(service.delete("/clients/resource-service", admin).status()).isEqualTo(403);
        assertThat(service.call("PUT", "/clients/resource-service", admin, registration(Map.of()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void usersAndApiKeysManageNoClients() {
        assertThat(service.get("/clients", service.token()).status()).isEqualTo(403);
        String key = service.apiKeyOf(service.registerWith("admin")).value();
        assertThat(service.getWithApiKey("/clients", key).status()).isEqualTo(403);
    }

    @Test
    void whatIsWrongIsToldWithTheMember() {
        Answer wrong = service.call("POST", "/clients", admin, Map.of("redirect_uris", List.of("http://a.example/")));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("code")).isEqualTo("invalid_redirect_uri");
        assertThat(wrong.text("detail")).startsWith("redirect_uris must be https");
        assertThat(create(admin, Map.of("colour", "blue")).text("detail")).startsWith("colour ");
        assertThat(create(admin, Map.of("client_id", "a b")).text("code")).isEqualTo("invalid_request");
        create(admin, Map.of());
        assertThat(create(admin, Map.of()).text("code")).isEqualTo("client_exists");
        assertThat(service.call("PUT", "/clients/" + name, admin, registration(Map.of("client_id", "another")))
                        .text("code"))
                .isEqualTo("invalid_request");
    }

    @Test
    void removedClientIsUnknownAndItsLoginsAreOver() {
        try (AuthServiceUnderTest withLogins = AuthServiceUnderTest.on(
                BackingServices.shared(), Map.of("auth-service.login.clients", name + ":sliding"))) {
            String secret = job().text("client_secret");
            Pair login = Pair.of(withLogins.login(withLogins.register(), name));
            String elsewhere = service.token();
            assertThat(service.isLive(login.token())).isTrue();
            assertThat(tokenStatus(secret)).isEqualTo(200);

            assertThat(service.delete("/clients/" + name, superuser).status()).isEqualTo(204);

            assertThat(tokenStatus(secret)).isEqualTo(401);
            assertThat(service.isLive(login.token())).isFalse();
            assertThat(service.refresh(login.refreshToken()).status()).isEqualTo(401);
            assertThat(service.isLive(elsewhere)).isTrue();
        }
    }

    @Test
    void whatHappensToAClientIsInTheAuditLog() {
        create(admin, Map.of());
        service.call("POST", "/clients/" + name + "/secrets", admin, Map.of());
        service.delete("/clients/" + name, admin);

        for (String type : List.of("client_created", "client_secret_created", "client_deleted")) {
            assertThat(service.get("/audit?type=" + type + "&limit=20", superuser)
                            .body())
                    .contains(name);
        }
    }

    /** A client that may ask /validateToken, which a superuser alone makes. */
    private Answer job() {
        Answer created = service.call(
                "POST",
                "/clients",
                superuser,
                Map.of("client_id", name, "grant_types", List.of("client_credentials"), "scope", "token:validate"));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created;
    }

    private int tokenStatus(String secret) {
        return service.tokenRequest("grant_type=client_credentials&client_id=" + name + "&client_secret=" + secret)
                .status();
    }

    private Answer create(String token, Map<String, ?> members) {
        Map<String, Object> all = new HashMap<>(Map.of("client_id", name));
        all.putAll(members);
        return service.call("POST", "/clients", token, registration(all));
    }

    private static Map<String, Object> registration(Map<String, ?> members) {
        Map<String, Object> all = new HashMap<>();
        all.put("redirect_uris", List.of("https://shop.example.org/callback"));
        all.putAll(members);
        return all;
    }
}
