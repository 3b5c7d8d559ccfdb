package services.auth.oauth2.discovery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.TestLogin;
import services.auth.oauth2.authorization.RelyingParty;
import services.auth.oauth2.client.TestClient;
import services.auth.page.Browser;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class MetadataControllerIT {

    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void clientLibraryReadsThemAndBothAddressesTellTheSame() throws Exception {
        Answer openid = get(OPENID);

        assertThat(openid.status()).isEqualTo(200);
        assertThat(openid.header("Content-Type")).startsWith("application/json");
        assertThat(openid.body()).isEqualTo(get(OAUTH).body());
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(openid.body());
        assertThat(metadata.getIssuer().getValue()).isEqualTo(AuthServiceUnderTest.ISSUER);
        assertThat(metadata.supportsClaimsParam()).isTrue();
        assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
        assertThat(metadata.supportsBackChannelLogoutSession()).isTrue();
    }

    @Test
    void requestObjectsAreAnnounced() {
        JsonNode metadata = get(OPENID).json();

        assertThat(metadata.path("claims_parameter_supported").asBoolean()).isTrue();
        assertThat(metadata.path("request_parameter_supported").asBoolean()).isTrue();
        // absent, it would be true all the same
        assertThat(metadata.path("request_uri_parameter_supported").asBoolean(true))
                .isTrue();
        assertThat(metadata.path("require_request_uri_registration").asBoolean())
                .isTrue();
        assertThat(texts("request_object_signing_alg_values_supported"))
                .containsExactlyInAnyOrder("RS256", "PS256", "ES256", "EdDSA", "none");
        // of single clients alone
        assertThat(metadata.path("require_signed_request_object").asBoolean()).isFalse();
        assertThat(metadata.path("require_pushed_authorization_requests").asBoolean())
                .isFalse();
    }

    @Test
    void logoutIsAnnounced() {
        JsonNode metadata = get(OPENID).json();

        assertThat(metadata.path("end_session_endpoint").asString())
                .isEqualTo(AuthServiceUnderTest.ISSUER + "/oauth2/end_session");
        assertThat(metadata.path("backchannel_logout_supported").asBoolean()).isTrue();
        assertThat(metadata.path("backchannel_logout_session_supported").asBoolean())
                .isTrue();
        assertThat(metadata.path("frontchannel_logout_supported").asBoolean()).isFalse();
    }

    @Test
    void emptyListsAreLeftOut() {
        get(OPENID).json().propertyStream().forEach(member -> {
            assertThat(member.getValue().isNull()).as(member.getKey()).isFalse();
            assertThat(member.getValue().isArray() && member.getValue().isEmpty())
                    .as(member.getKey())
                    .isFalse();
        });
    }

    @Test
    void noListOfAlgorithmsHasNone() {
        JsonNode metadata = get(OPENID).json();
        List<String> lists = metadata.propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> name.endsWith("_alg_values_supported"))
                .toList();

        assertThat(lists)
                .contains(
                        "id_token_signing_alg_values_supported",
                        "token_endpoint_auth_signing_alg_values_supported",
                        "introspection_endpoint_auth_signing_alg_values_supported",
                        "revocation_endpoint_auth_signing_alg_values_supported",
                        "dpop_signing_alg_values_supported");
        for (String list : lists) {
            assertThat(texts(list)).as(list).contains("RS256").noneMatch(algorithm -> algorithm.startsWith("HS"));
            // OpenID Connect Discovery 1.0 section 3: servers SHOULD take unsigned request objects
            if (!list.startsWith("request_object")) {
                assertThat(texts(list)).as(list).doesNotContain("none");
            }
        }
        for (String endpoint : List.of("token", "introspection", "revocation")) {
            assertThat(texts(endpoint + "_endpoint_auth_methods_supported")).contains("private_key_jwt");
        }
    }

    @Test
    void algorithmsOfDpopProofsAreAnnounced() {
        assertThat(texts("dpop_signing_alg_values_supported"))
                .containsExactlyInAnyOrder("ES256", "PS256", "EdDSA", "RS256");
    }

    @Test
    void everyKeyHasItsUse() throws Exception {
        List<String> ids = new ArrayList<>();
        get("/.well-known/jwks.json").json().path("keys").valueStream().forEach(key -> {
            assertThat(key.path("use").asString()).isEqualTo("sig");
            assertThat(key.path("alg").asString()).isIn("RS256", "PS256", "ES256", "EdDSA");
            assertThat(key.path("kty").asString()).isIn("RSA", "EC", "OKP");
            assertThat(key.propertyNames()).doesNotContain("d", "p", "q", "dp", "dq", "qi", "oth", "k");
            ids.add(key.path("kid").asString());
        });

        assertThat(ids).isNotEmpty().doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void issuerIsThatOfTheTokens() throws Exception {
        String issuer = get(OAUTH).text("issuer");
        RelyingParty client = RelyingParty.register(service);
        Browser browser = new Browser(service);
        browser.signIn(service.register().username(), AuthServiceUnderTest.PASSWORD);

        Map<String, String> back = client.answer(browser, client.request());
        Answer tokens = client.exchange(RelyingParty.code(back));

        assertThat(back).containsEntry("iss", issuer);
        for (String token : List.of("access_token", "id_token")) {
            assertThat(SignedJWT.parse(tokens.text(token)).getJWTClaimsSet().getIssuer())
                    .as(token)
                    .isEqualTo(issuer);
        }
    }

    @Test
    void everyUrlBeginsWithTheIssuer() {
        get(OPENID).json().propertyStream().forEach(member -> {
            String value = member.getValue().asString("");
            if (value.contains("://")) {
                assertThat(value).as(member.getKey()).startsWith(AuthServiceUnderTest.ISSUER);
                assertThat(URI.create(value).getRawFragment())
                        .as(member.getKey())
                        .isNull();
            }
        });
    }

    @Test
    void everyEndpointThatTheyNameIsThere() {
        Map<String, String> endpoints = endpoints();

        assertThat(endpoints)
                .containsKeys(
                        "authorization_endpoint",
                        "pushed_authorization_request_endpoint",
                        "device_authorization_endpoint",
                        "token_endpoint",
                        "userinfo_endpoint",
                        "introspection_endpoint",
                        "revocation_endpoint",
                        "end_session_endpoint",
                        "service_documentation",
                        "jwks_uri")
                .allSatisfy((name, address) -> {
                    assertThat(address).startsWith(AuthServiceUnderTest.ISSUER + "/");
                    assertThat(statusOf(address)).as(name).isNotIn(404, 500);
                });
    }

    @Test
    void grantTypesAreThoseThatTheTokenEndpointKnows() {
        for (String grant : texts("grant_types_supported")) {
            assertThat(errorOf(grant)).as(grant).isNotEqualTo("unsupported_grant_type");
        }
        for (String grant : List.of("password", "implicit", "urn:ietf:params:oauth:grant-type:jwt-bearer")) {
            assertThat(texts("grant_types_supported")).doesNotContain(grant);
            assertThat(errorOf(grant)).isIn("unsupported_grant_type", "invalid_request", "invalid_grant");
        }
        assertThat(texts("grant_types_supported"))
                .contains("authorization_code", "refresh_token", "client_credentials");
    }

    @Test
    void algorithmsAreThoseOfThePublishedKeysAndUserinfoIsSignedWithEach() throws Exception {
        JWKSet keys = JWKSet.parse(get("/.well-known/jwks.json").body());
        List<String> published = keys.getKeys().stream()
                .map(JWK::getAlgorithm)
                .map(Object::toString)
                .distinct()
                .toList();

        assertThat(texts("id_token_signing_alg_values_supported")).containsExactlyInAnyOrderElementsOf(published);
        TestUser user = service.register();
        for (String algorithm : texts("userinfo_signing_alg_values_supported")) {
            TestClient client =
                    TestClient.register(service, metadata -> metadata.setUserInfoJWSAlg(JWSAlgorithm.parse(algorithm)));
            Answer answer = service.get(
                    "/oauth2/userinfo",
                    TestLogin.start(service, user, client, "openid").accessToken());
            assertThat(SignedJWT.parse(answer.body()).getHeader().getAlgorithm().getName())
                    .isEqualTo(algorithm);
        }
    }

    @Test
    void clientsProveThemselvesByTheMethodsThatTheyName() {
        assertThat(texts("token_endpoint_auth_methods_supported"))
                .contains("client_secret_basic", "client_secret_post", "none");
        assertThat(texts("revocation_endpoint_auth_methods_supported"))
                .isEqualTo(texts("token_endpoint_auth_methods_supported"));
        assertThat(texts("introspection_endpoint_auth_methods_supported"))
                .contains("client_secret_basic", "client_secret_post")
                .doesNotContain("none");
    }

    @Test
    void claimsAndScopesAreThoseThatUserinfoGives() {
        TestUser user = service.registerAndConfirm();
        service.call(
                "PATCH",
                "/users/me",
                service.tokenOf(user),
                Map.of(
                        "locale",
                        "en-GB",
                        "claims",
                        Map.ofEntries(
                                Map.entry("name", "a"),
                                Map.entry("given_name", "a"),
                                Map.entry("family_name", "a"),
                                Map.entry("middle_name", "a"),
                                Map.entry("nickname", "a"),
                                Map.entry("profile", "https://example.org"),
                                Map.entry("picture", "https://example.org"),
                                Map.entry("website", "https://example.org"),
                                Map.entry("gender", "a"),
                                Map.entry("birthdate", "1990"),
                                Map.entry("zoneinfo", "Europe/Berlin"),
                                Map.entry("phone_number", "+4930123456"),
                                Map.entry("address", Map.of("country", "DE")))));
        String scopes = String.join(" ", texts("scopes_supported"));
        assertThat(scopes.split(" "))
                .containsExactlyInAnyOrder("openid", "profile", "email", "address", "phone", "offline_access");

        Answer answer = service.get(
                "/oauth2/userinfo",
                TestLogin.start(service, user, TestClient.register(service), scopes)
                        .accessToken());

        assertThat(texts("claims_supported"))
                .containsAll(answer.json().propertyNames())
                .contains("iss", "aud", "exp", "iat", "auth_time", "acr", "sid");
        TreeSet<String> ofUser = new TreeSet<>(texts("claims_supported"));
        ofUser.removeAll(List.of("iss", "aud", "exp", "iat", "auth_time", "acr", "sid"));
        assertThat(new TreeSet<>(answer.json().propertyNames())).isEqualTo(ofUser);
    }

    @Test
    void whatAnAuthorizationRequestMayAskForIsTold() {
        assertThat(texts("response_types_supported")).containsExactly("code");
        assertThat(texts("response_modes_supported")).containsExactlyInAnyOrder("query", "form_post");
        assertThat(texts("code_challenge_methods_supported")).containsExactly("S256");
        assertThat(texts("subject_types_supported")).containsExactly("public");
        assertThat(texts("prompt_values_supported"))
                .containsExactlyInAnyOrder("none", "login", "consent", "select_account", "create");
        assertThat(texts("ui_locales_supported")).containsExactlyInAnyOrder("en", "ru");
        assertThat(texts("acr_values_supported")).containsExactly("1");
        assertThat(texts("dpop_signing_alg_values_supported")).contains("ES256");
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENID, OAUTH})
    void whoHasThemAlreadyIsToldSo(String path) {
        Answer first = get(path);

        Answer again =
                service.send(service.request(service.publicUri(path)).header("If-None-Match", first.header("ETag")));
        Answer changed = service.send(service.request(service.publicUri(path)).header("If-None-Match", "\"another\""));

        assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void issuerWithAPathIsFoundWhereTheWellKnownPathComesFirst() throws Exception {
        String issuer = "https://auth.test/tenant/one";
        try (AuthServiceUnderTest other =
                AuthServiceUnderTest.on(BackingServices.shared(), Map.of("auth-service.issuer", issuer))) {
            for (String path : List.of(OAUTH + "/tenant/one", OPENID + "/tenant/one", OPENID)) {
                HttpResponse<String> answer = plain(other, path);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(answer.body());
                assertThat(metadata.getIssuer().getValue()).isEqualTo(issuer);
                assertThat(metadata.getTokenEndpointURI()).isEqualTo(URI.create(issuer + "/oauth2/token"));
                assertThat(answer.body()).doesNotContain("http://");
            }
            assertThat(plain(other, OAUTH + "/tenant/two").statusCode()).isEqualTo(404);
        }
        assertThat(plain(service, OAUTH + "/tenant/one").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {OPENID, OAUTH, "/.well-known/jwks.json", "/oauth2/userinfo", "/oauth2/token", "/oauth2/revoke"})
    void scriptsOfAnyOriginMayCallWhatIsForClients(String path) throws Exception {
        boolean isRead = path.startsWith("/.well-known") || path.endsWith("userinfo");
        HttpResponse<String> preflight = http.send(
                HttpRequest.newBuilder(service.publicUri(path))
                        .header("Origin", "https://app.example")
                        .header("Access-Control-Request-Method", isRead ? "GET" : "POST")
                        .header("Access-Control-Request-Headers", "authorization, dpop")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.publicUri(path)).header("Origin", "https://app.example");
        HttpResponse<String> answer =
                http.send((isRead ? request : request.POST(BodyPublishers.noBody())).build(), BodyHandlers.ofString());

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(String.join(", ", preflight.headers().allValues("Access-Control-Allow-Headers")))
                .contains("authorization", "dpop");
        for (HttpResponse<String> any : List.of(preflight, answer)) {
            assertThat(any.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example");
            assertThat(any.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
        }
    }

    @Test
    void scriptsMayNotCallWhatUsersVisitNorTheRestOfTheApi() throws Exception {
        for (String path : List.of("/oauth2/authorize", "/oauth2/end_session", "/users/me", "/login")) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(service.publicUri(path))
                            .header("Origin", "https://app.example")
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .as(path)
                    .isEmpty();
        }
    }

    private HttpResponse<String> plain(AuthServiceUnderTest other, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(other.publicUri(path)).build(), BodyHandlers.ofString());
    }

    private Answer get(String path) {
        return service.send(service.request(service.publicUri(path)));
    }

    private Map<String, String> endpoints() {
        JsonNode metadata = get(OPENID).json();
        return metadata.propertyStream()
                .filter(member -> member.getKey().endsWith("_endpoint")
                        || Stream.of("jwks_uri", "service_documentation").anyMatch(member.getKey()::equals))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, member -> member.getValue().asString()));
    }

    private int statusOf(String address) {
        URI uri = service.publicUri(address.substring(AuthServiceUnderTest.ISSUER.length()));
        int status = statusOf(HttpRequest.newBuilder(uri));
        return status == 405 ? statusOf(HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody())) : status;
    }

    private int statusOf(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> texts(String member) {
        return get(OPENID)
                .json()
                .path(member)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private String errorOf(String grant) {
        return TestClient.register(service)
                .post(service, "/oauth2/token", Map.of("grant_type", grant))
                .text("error");
    }
}
