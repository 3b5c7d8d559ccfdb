package services.auth.oauth2.registration;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

class ClientRegistrationControllerIT {

    private static final AuthServiceUnderTest OPEN = on("open");
    private static final AuthServiceUnderTest WITH_TOKEN = on("token");

    private static AuthServiceUnderTest on(String access) {
        return AuthServiceUnderTest.on(
                BackingServices.shared(), Map.of("auth-service.client-registration.access", access));
    }

    @AfterAll
    static void stop() {
        OPEN.close();
        WITH_TOKEN.close();
    }

    @Test
    void clientRegistersItselfAndGetsWhatItNeeds() {
        Answer answer = register(OPEN, "", Map.of("client_name", "An app", "scope", "openid email users:write"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.text("client_id")).isNotEmpty();
        assertThat(answer.text("client_secret")).hasSize(43);
        assertThat(answer.json().path("client_secret_expires_at").asInt(-1)).isZero();
        assertThat(answer.json().path("client_id_issued_at").asLong()).isPositive();
        assertThat(answer.text("registration_access_token")).hasSize(43);
        assertThat(answer.text("registration_client_uri"))
                .isEqualTo(AuthServiceUnderTest.ISSUER + "/oauth2/register/" + answer.text("client_id"));
        assertThat(answer.text("client_name")).isEqualTo("An app");
        assertThat(answer.text("token_endpoint_auth_method")).isEqualTo("client_secret_basic");
        // no more than such clients may have
        assertThat(answer.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "email");
    }

    @Test
    void clientThatAsksForNoScopeMayHaveAllThatSuchClientsMay() {
        assertThat(register(OPEN, "", Map.of()).text("scope").split(" "))
                .containsExactlyInAnyOrder("openid", "profile", "email", "address", "phone", "offline_access");
    }

    @Test
    void publicClientGetsNoSecretAndNobodyMakesItselfFirstParty() {
        Answer answer =
                register(OPEN, "", Map.of("token_endpoint_auth_method", "none", "first_party", true, "unknown", "x"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().has("client_secret")).isFalse();
        assertThat(answer.json().has("first_party")).isFalse();
        assertThat(answer.json().has("unknown")).isFalse();
    }

    @Test
    void clientLooksAfterItsRegistration() {
        Answer registered = register(OPEN, "", Map.of("client_name", "Before"));
        String id = registered.text("client_id");
        String token = registered.text("registration_access_token");

        Answer shown = call(OPEN, "GET", id, token, Map.of());
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text("client_name")).isEqualTo("Before");
        assertThat(shown.text("registration_access_token")).isEqualTo(token);
        assertThat(shown.json().has("client_secret")).isFalse();

        Answer changed = call(
                OPEN,
                "PUT",
                id,
                token,
                metadata(Map.of(
                        "client_id", id, "client_secret", registered.text("client_secret"), "client_name", "After")));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("client_name")).isEqualTo("After");

        assertThat(call(OPEN, "DELETE", id, token, Map.of()).status()).isEqualTo(204);
        assertThat(call(OPEN, "GET", id, token, Map.of()).status()).isEqualTo(401);
        assertThat(OPEN.tokenRequest("grant_type=client_credentials&client_id=" + id + "&client_secret="
                                + registered.text("client_secret"))
                        .text("error"))
                .isEqualTo("invalid_client");
    }

    @Test
    void registrationIsNobodyElsesToSeeOrChange() {
        Answer mine = register(OPEN, "", Map.of());
        Answer other = register(OPEN, "", Map.of());
        String id = mine.text("client_id");

        for (String token : List.of(other.text("registration_access_token"), "guess", "")) {
            for (String method : List.of("GET", "PUT", "DELETE")) {
                Answer answer = call(OPEN, method, id, token, metadata(Map.of("client_id", id)));
                assertThat(answer.status()).as(method + " " + token).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            }
        }
        // a client that nobody registered so has no token at all
        assertThat(call(OPEN, "GET", AuthServiceUnderTest.CLIENT_ID, "", Map.of())
                        .status())
                .isEqualTo(401);
        assertThat(call(OPEN, "GET", id, mine.text("registration_access_token"), Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void changeMustNameTheClientAndItsOwnSecret() {
        Answer mine = register(OPEN, "", Map.of());
        String id = mine.text("client_id");
        String token = mine.text("registration_access_token");

        assertThat(call(OPEN, "PUT", id, token, metadata(Map.of())).text("error"))
                .isEqualTo("invalid_client_metadata");
        assertThat(call(OPEN, "PUT", id, token, metadata(Map.of("client_id", "another")))
                        .text("error"))
                .isEqualTo("invalid_client_metadata");
        assertThat(call(OPEN, "PUT", id, token, metadata(Map.of("client_id", id, "client_secret", "of its own making")))
                        .text("error"))
                .isEqualTo("invalid_client_metadata");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "\"text\"", "null", "{\"redirect_uris\":1}", "{\"redirect_uris\":[1]}", "{\"jwks\":1}"
            })
    void whatIsNoRegistrationIsRefusedInTheFormOfTheStandard(String body) {
        Answer answer = OPEN.post("/oauth2/register", body);

        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.text("error")).startsWith("invalid_");
    }

    @Test
    void wrongRedirectUriHasAnErrorOfItsOwn() {
        Answer answer = OPEN.post("/oauth2/register", "{\"redirect_uris\":[\"https://app.example.org/#fragment\"]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_redirect_uri");
    }

    @Test
    void clientTypeFollowsFromTheRegisteredAuthenticationMethod() {
        Answer confidential = register(OPEN, "", Map.of());
        assertThat(confidential.text("token_endpoint_auth_method")).isEqualTo("client_secret_basic");
        Answer open = register(OPEN, "", Map.of("token_endpoint_auth_method", "none"));
        assertThat(open.text("token_endpoint_auth_method")).isEqualTo("none");
        Map<String, Object> keyed =
                Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks_uri", "https://app.example.org/jwks");
        assertThat(register(OPEN, "", keyed).json().has("client_secret")).isFalse();

        // whoever can prove itself must
        assertThat(revoke(open.text("client_id")).status()).isEqualTo(200);
        assertThat(revoke(confidential.text("client_id")).text("error")).isEqualTo("invalid_client");
    }

    private static Answer revoke(String clientId) {
        return OPEN.send(OPEN.request(OPEN.publicUri("/oauth2/revoke"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=unknown&client_id=" + clientId)));
    }

    @Test
    void clientIdsAreChosenByTheServer() {
        TestUser user = OPEN.register();
        Set<String> ids = new HashSet<>();
        for (String wanted : List.of(user.id(), user.username(), "chosen", AuthServiceUnderTest.CLIENT_ID)) {
            Answer answer = register(OPEN, "", Map.of("client_id", wanted, "sub", wanted));
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            assertThat(answer.text("client_id")).isNotEqualTo(wanted);
            assertThat(UUID.fromString(answer.text("client_id"))).hasToString(answer.text("client_id"));
            ids.add(answer.text("client_id"));
        }
        assertThat(ids).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/callback",
                "callback",
                "//app.example.org/callback",
                "https:callback",
                "https://app.example.org/callback#",
                "https://app.example.org/callback#fragment",
                "com.example.app:/callback#fragment",
                "javascript:alert(1)",
                "data:text/html,hello",
                "https://*.example.org/callback",
                "https://app.example.org/*|",
            })
    void redirectUriIsAbsoluteAndHasNoFragment(String uri) {
        assertRefused(Map.of("application_type", "native", "redirect_uris", List.of(uri)), "invalid_redirect_uri", "");
    }

    @Test
    void redirectUriIsHttpsOrLoopbackOrAPrivateScheme() {
        for (String type : List.of("web", "native")) {
            for (String uri : List.of("http://app.example.org/callback", "ftp://app.example.org/", "app:/callback")) {
                assertRefused(
                        Map.of("application_type", type, "redirect_uris", List.of(uri)), "invalid_redirect_uri", "");
            }
        }
        Map<String, Object> ownScheme = Map.of("redirect_uris", List.of("com.example.app:/callback"));
        assertRefused(ownScheme, "invalid_redirect_uri", "");
        Map<String, Object> ofApp = Map.of(
                "application_type",
                "native",
                "redirect_uris",
                List.of("com.example.app:/callback", "http://127.0.0.1/callback", "http://[::1]/callback"));
        assertThat(register(OPEN, "", ofApp).status()).isEqualTo(201);
    }

    @Test
    void clientOfTheCodeGrantRegistersARedirectUri() {
        assertRefused(Map.of("redirect_uris", List.of()), "invalid_redirect_uri", "redirect_uris");
        for (String method : List.of("none", "client_secret_basic")) {
            assertRefused(
                    Map.of(
                            "redirect_uris",
                            List.of(),
                            "token_endpoint_auth_method",
                            method,
                            "grant_types",
                            List.of("authorization_code", "refresh_token")),
                    "invalid_redirect_uri",
                    "redirect_uris");
        }
        assertThat(register(OPEN, "", Map.of("redirect_uris", List.of(), "grant_types", List.of("client_credentials")))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void postLogoutAndLogoutUrisAreChecked() {
        for (String uri : List.of(
                "/out",
                "https://app.example.org/out#fragment",
                "http://app.example.org:bad/out",
                "javascript:alert(1)",
                "ftp://app.example.org/out")) {
            assertRefused(Map.of("post_logout_redirect_uris", List.of(uri)), "invalid_client_metadata", "");
            assertRefused(Map.of("backchannel_logout_uri", uri), "invalid_client_metadata", "");
        }
        assertRefused(
                Map.of("post_logout_redirect_uris", List.of("http://app.example.org/out")),
                "invalid_client_metadata",
                "post_logout_redirect_uris");
        assertRefused(
                Map.of("backchannel_logout_uri", "http://10.0.0.1/out"),
                "invalid_client_metadata",
                "AUTH_SERVICE_OUTBOUND_ALLOW");
        Answer good = register(
                OPEN,
                "",
                Map.of(
                        "post_logout_redirect_uris",
                        List.of("https://app.example.org/out?a=1"),
                        "backchannel_logout_uri",
                        "https://app.example.org/logout?a=1"));
        assertThat(good.text("backchannel_logout_uri")).isEqualTo("https://app.example.org/logout?a=1");
    }

    @Test
    void initiateLoginUriIsHttps() {
        for (String uri : List.of("http://app.example.org/login", "http://127.0.0.1/login", "com.example.app:/login")) {
            assertRefused(Map.of("initiate_login_uri", uri), "invalid_client_metadata", "initiate_login_uri");
        }
        Answer good = register(OPEN, "", Map.of("initiate_login_uri", "https://app.example.org/login"));
        assertThat(good.text("initiate_login_uri")).isEqualTo("https://app.example.org/login");
    }

    @Test
    void unsupportedMetadataIsRefused() {
        Map<String, Object> unsupported = Map.ofEntries(
                Map.entry("id_token_encrypted_response_alg", "RSA-OAEP"),
                Map.entry("id_token_encrypted_response_enc", "A128GCM"),
                Map.entry("userinfo_encrypted_response_alg", "RSA-OAEP"),
                Map.entry("request_object_encryption_alg", "RSA-OAEP"),
                Map.entry("userinfo_signed_response_alg", "HS256"),
                Map.entry("subject_type", "pairwise"),
                Map.entry("sector_identifier_uri", "https://app.example.org/uris.json"),
                Map.entry("grant_types", List.of("password")),
                Map.entry("response_types", List.of("code", "code id_token")),
                Map.entry("token_endpoint_auth_method", "client_secret_jwt"));
        unsupported.forEach((member, value) -> assertRefused(Map.of(member, value), "invalid_client_metadata", member));
        for (String algorithm : List.of("none", "HS256", "nonsense")) {
            assertRefused(
                    Map.of("id_token_signed_response_alg", algorithm), "invalid_client_metadata", "id_token_signed");
        }
        assertRefused(
                Map.of("grant_types", List.of("implicit"), "response_types", List.of("id_token")),
                "invalid_client_metadata",
                "grant_types");
    }

    @Test
    void registrationIsAnnouncedWhereItIsOpen() {
        String path = "/.well-known/openid-configuration";
        for (AuthServiceUnderTest service : List.of(OPEN, WITH_TOKEN)) {
            assertThat(service.send(service.request(service.publicUri(path))).text("registration_endpoint"))
                    .isEqualTo(AuthServiceUnderTest.ISSUER + "/oauth2/register");
        }
        AuthServiceUnderTest closed = AuthServiceUnderTest.shared();
        assertThat(closed.send(closed.request(closed.publicUri(path))).json().has("registration_endpoint"))
                .isFalse();
    }

    @Test
    void clientThatSignsItsRequestsIsShownSo() {
        Answer answer = register(
                OPEN, "", Map.of("jwks_uri", "https://app.example.org/jwks", "require_signed_request_object", true));

        assertThat(answer.json().path("require_signed_request_object").asBoolean())
                .isTrue();
        assertThat(call(OPEN, "GET", answer.text("client_id"), answer.text("registration_access_token"), Map.of())
                        .json()
                        .path("require_signed_request_object")
                        .asBoolean())
                .isTrue();
        assertRefused(
                Map.of("require_signed_request_object", true),
                "invalid_client_metadata",
                "require_signed_request_object");
    }

    private static void assertRefused(Map<String, ?> members, String error, String named) {
        Answer answer = register(OPEN, "", members);
        assertThat(answer.status()).as(members + answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).as(members + answer.body()).isEqualTo(error);
        assertThat(answer.text("error_description")).contains(named);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void registrationIsClosedUnlessItIsOpened() {
        Answer answer = register(AuthServiceUnderTest.shared(), "", Map.of());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("error")).isEqualTo("access_denied");
    }

    @Test
    void tokenOfAnAdministratorOrAnApiKeyOfItsOpensTheRegistration() {
        assertThat(register(WITH_TOKEN, "", Map.of()).status()).isEqualTo(401);
        assertThat(register(WITH_TOKEN, "dead", Map.of()).header("WWW-Authenticate"))
                .contains("invalid_token");
        assertThat(register(WITH_TOKEN, WITH_TOKEN.token(), Map.of()).status()).isEqualTo(401);
        assertThat(register(WITH_TOKEN, WITH_TOKEN.tokenWith("admin"), Map.of()).status())
                .isEqualTo(201);

        String admin = WITH_TOKEN.tokenWith("admin");
        Answer key =
                WITH_TOKEN.createApiKey(admin, Map.of("name", "for a partner", "scopes", List.of("clients:register")));
        assertThat(key.status()).as(key.body()).isEqualTo(201);
        assertThat(register(WITH_TOKEN, key.text("key"), Map.of()).status()).isEqualTo(201);
        // and it opens nothing else
        assertThat(WITH_TOKEN.get("/clients", key.text("key")).status()).isEqualTo(403);
    }

    @Test
    void registrationsOfOneAddressAreCounted() {
        try (AuthServiceUnderTest service = AuthServiceUnderTest.on(
                BackingServices.shared(),
                Map.of(
                        "auth-service.client-registration.access", "open",
                        "auth-service.throttling.enabled", true,
                        "auth-service.throttling.client-registration", "2/1h"))) {
            assertThat(register(service, "", Map.of()).status()).isEqualTo(201);
            assertThat(register(service, "", Map.of()).status()).isEqualTo(201);

            Answer answer = register(service, "", Map.of());

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
    }

    private static Answer register(AuthServiceUnderTest service, String token, Map<String, ?> members) {
        return token.isEmpty()
                ? service.post("/oauth2/register", AuthServiceUnderTest.json(metadata(members)))
                : service.call("POST", "/oauth2/register", token, metadata(members));
    }

    private static Answer call(
            AuthServiceUnderTest service, String method, String id, String token, Map<String, ?> body) {
        var request = service.request(service.publicUri("/oauth2/register/" + id))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("PUT")
                                ? BodyPublishers.ofString(AuthServiceUnderTest.json(body))
                                : BodyPublishers.noBody());
        return service.send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    private static Map<String, Object> metadata(Map<String, ?> members) {
        Map<String, Object> all = new HashMap<>();
        all.put("redirect_uris", List.of("https://app.example.org/callback"));
        all.putAll(members);
        return all;
    }
}
