package services.auth.oauth2.grant;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.oauth2.sdk.GrantType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.authorization.RelyingParty;
import services.auth.oauth2.client.TestClient;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class TokenControllerIT {

    private static final String POST_CREDENTIALS =
            "&client_id=" + AuthServiceUnderTest.CLIENT_ID + "&client_secret=" + AuthServiceUnderTest.CLIENT_SECRET;

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void clientCredentialsInTheHeaderAndInTheBodyGetAToken() throws Exception {
        Answer basic = basic("grant_type=client_credentials&scope=token:validate", AuthServiceUnderTest.CLIENT_SECRET);
        Answer post = service.tokenRequest("grant_type=client_credentials" + POST_CREDENTIALS);

        for (Answer answer : List.of(basic, post)) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.text("token_type")).isEqualTo("Bearer");
            assertThat(answer.text("scope")).isEqualTo("token:validate");
            assertThat(answer.json().get("expires_in").asInt()).isEqualTo(300);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(new TreeSet<>(answer.json().propertyNames()))
                    .isEqualTo(new TreeSet<>(new JsonMapper()
                            .readTree(Files.readString(Path.of("../docs/contract/client-credentials-response.json")))
                            .propertyNames()));
        }
    }

    @Test
    void wrongSecretIsInvalidClientWithAChallenge() {
        Answer answer = basic("grant_type=client_credentials", "wrong");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
    }

    @ParameterizedTest
    @CsvSource({
        "'', invalid_request",
        "grant_type=, invalid_request",
        "grant_type=client_credentials&grant_type=client_credentials, invalid_request",
        "grant_type=password&username=a&password=b, unsupported_grant_type",
        "grant_type=nonsense, unsupported_grant_type",
        "grant_type=client_credentials&scope=everything, invalid_scope",
        "%%%, invalid_request",
    })
    void badRequestIsAnErrorOfRfc6749(String form, String error) {
        Answer answer = service.tokenRequest(form + POST_CREDENTIALS);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "par", "introspect", "revoke", "device_authorization"})
    void requestWithoutABodyIsAnErrorOfRfc6749Too(String endpoint) {
        Answer answer = service.send(service.request(service.publicUri("/oauth2/" + endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody()));

        assertThat(answer.status()).as(answer.body()).isBetween(400, 401);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.text("error")).isIn("invalid_request", "invalid_client");
    }

    @Test
    void withoutCredentialsNobodyGetsAToken() {
        assertThat(service.tokenRequest("grant_type=client_credentials").status())
                .isBetween(400, 401);
        assertThat(service.tokenRequest("grant_type=client_credentials&client_id=resource-service")
                        .status())
                .isBetween(400, 401);
        assertThat(service.tokenRequest("grant_type=client_credentials&client_id=%00&client_secret=%00")
                        .status())
                .isBetween(400, 401);
    }

    @Test
    void jsonInsteadOfAFormIsInvalidRequest() {
        Answer answer = service.post("/oauth2/token", "{\"grant_type\":\"client_credentials\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/token",
                "/oauth2/introspect",
                "/oauth2/revoke",
                "/oauth2/par",
                "/oauth2/device_authorization",
                "/oauth2/register"
            })
    void emptyBodyIsAnErrorOfRfc6749Too(String path) {
        Answer answer = service.send(service.request(service.publicUri(path)).POST(BodyPublishers.noBody()));

        assertThat(answer.status()).as(answer.body()).isBetween(400, 403);
        assertThat(answer.text("error")).as(answer.body()).isNotEmpty();
        assertThat(answer.json().has("code")).as(answer.body()).isFalse();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void unknownParameterIsIgnored() {
        Answer answer = service.tokenRequest("grant_type=client_credentials&extra=1&prompt=none" + POST_CREDENTIALS);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void parameterWithoutAValueCountsAsAbsent() {
        assertThat(service.tokenRequest("grant_type=client_credentials&scope=" + POST_CREDENTIALS)
                        .text("scope"))
                .isEqualTo("token:validate");
        assertThat(service.tokenRequest("grant_type=client_credentials&client_secret=&client_id="
                                + AuthServiceUnderTest.CLIENT_ID)
                        .text("error"))
                .isEqualTo("invalid_client");
        // so that is one way of proving itself, and not two
        assertThat(basic(
                                "grant_type=client_credentials&client_secret=&client_assertion=&client_assertion_type=",
                                AuthServiceUnderTest.CLIENT_SECRET)
                        .status())
                .isEqualTo(200);
        assertThat(service.tokenRequest("grant_type=authorization_code&code=" + POST_CREDENTIALS)
                        .text("error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void brokenEncodingIsRefused() {
        String form = "grant_type=client_credentials&client_id=a&client_secret=b";
        for (String broken : List.of(
                "&scope=data%3", "&scope=%zz", "&sc%ope=a", "&%", "&scope=100%", "&scope=%ff", "&scope%ED%A0%80=a")) {
            Answer answer = service.tokenRequest(form + broken);

            assertThat(answer.status()).as(broken).isEqualTo(400);
            assertThat(answer.text("error")).as(broken).isEqualTo("invalid_request");
            assertThat(answer.text("error_description")).as(broken).contains("percent-encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant_type=client_credentials",
                "scope=token:validate",
                "client_id=" + AuthServiceUnderTest.CLIENT_ID,
                "client_secret=" + AuthServiceUnderTest.CLIENT_SECRET,
                "client_assertion=a.b.c",
                "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "code=a",
                "redirect_uri=https://client.example/callback",
                "code_verifier=a",
                "refresh_token=a",
                "device_code=a",
                "subject_token=a",
                "subject_token_type=urn:ietf:params:oauth:token-type:access_token",
                "extra=1"
            })
    void everyRepeatedParameterIsRefused(String parameter) {
        String whole = "grant_type=client_credentials&scope=token:validate" + POST_CREDENTIALS;
        String once = whole.contains(parameter) ? whole : whole + "&" + parameter;
        String name = parameter.substring(0, parameter.indexOf('='));

        for (String twice : List.of(parameter, name + "=another")) {
            Answer answer = service.tokenRequest(once + "&" + twice);

            assertThat(answer.status()).as(twice).isEqualTo(400);
            assertThat(answer.text("error")).as(twice).isEqualTo("invalid_request");
        }
    }

    @Test
    void otherMethodsThanPostAreNotAllowed() {
        String form = "grant_type=client_credentials" + POST_CREDENTIALS;

        for (String method : List.of("GET", "PUT", "DELETE", "PATCH")) {
            Answer answer = service.send(service.request(service.publicUri("/oauth2/token?" + form))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(form)));

            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.header("Allow")).contains("POST");
            assertThat(answer.body()).doesNotContain("access_token");
        }
    }

    @Test
    void parametersInTheUriAreNotRead() {
        String grant = "grant_type=client_credentials";

        Answer nothing = posted(grant + POST_CREDENTIALS, "");
        assertThat(nothing.text("error")).as(nothing + nothing.body()).isEqualTo("invalid_request");
        assertThat(posted(POST_CREDENTIALS.substring(1), grant).text("error"))
                .isIn("invalid_client", "invalid_request");
        assertThat(posted("scope=nonsense", grant + POST_CREDENTIALS).text("scope"))
                .isEqualTo("token:validate");
        RelyingParty party = RelyingParty.register(service);
        String code = party.code(service.register(), "openid");
        String rest = TestClient.form(Map.of(
                "grant_type",
                "authorization_code",
                "redirect_uri",
                RelyingParty.REDIRECT_URI,
                "code_verifier",
                party.verifier(),
                "client_id",
                party.client().id(),
                "client_secret",
                party.client().secret()));
        assertThat(posted("code=" + code, rest).text("error")).isEqualTo("invalid_request");
        assertThat(posted("", rest + "&code=" + code).status()).isEqualTo(200);
    }

    @Test
    void answersWithTokensAreNeverCached() {
        RelyingParty party = RelyingParty.register(
                service,
                metadata -> metadata.setGrantTypes(Set.of(
                        GrantType.AUTHORIZATION_CODE,
                        GrantType.REFRESH_TOKEN,
                        GrantType.CLIENT_CREDENTIALS,
                        GrantType.DEVICE_CODE,
                        GrantType.TOKEN_EXCHANGE)));
        TestClient client = party.client();
        TestUser user = service.register();
        Answer first = party.exchange(party.code(user, "openid data:read"));
        String deviceCode = client.post(service, "/oauth2/device_authorization", Map.of("scope", "openid"))
                .text("device_code");
        List<Answer> granted = List.of(
                first,
                party.refresh(first.text("refresh_token"), Map.of()),
                client.post(service, "/oauth2/token", Map.of("grant_type", "client_credentials")),
                client.post(
                        service,
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                GrantType.TOKEN_EXCHANGE.getValue(),
                                "subject_token",
                                service.tokenOf(user),
                                "subject_token_type",
                                "urn:ietf:params:oauth:token-type:access_token")));
        List<Answer> refused = List.of(
                party.exchange("unknown"),
                party.exchange(""),
                party.refresh("unknown", Map.of()),
                new TestClient(client.id(), "wrong")
                        .post(service, "/oauth2/token", Map.of("grant_type", "client_credentials")),
                client.post(service, "/oauth2/token", Map.of("grant_type", "nonsense")),
                client.post(service, "/oauth2/token", Map.of("grant_type", "client_credentials", "scope", "nonsense")),
                client.post(
                        service,
                        "/oauth2/token",
                        Map.of("grant_type", GrantType.DEVICE_CODE.getValue(), "device_code", deviceCode)),
                TestClient.register(service)
                        .post(
                                service,
                                "/oauth2/token",
                                Map.of("grant_type", GrantType.DEVICE_CODE.getValue(), "device_code", deviceCode)));

        assertThat(granted)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));
        assertThat(refused)
                .extracting(answer -> answer.text("error"))
                .containsExactly(
                        "invalid_grant",
                        "invalid_request",
                        "invalid_grant",
                        "invalid_client",
                        "unsupported_grant_type",
                        "invalid_scope",
                        "authorization_pending",
                        "unauthorized_client");
        for (Answer answer : Stream.concat(granted.stream(), refused.stream()).toList()) {
            assertThat(answer.header("Cache-Control")).as(answer.body()).isEqualTo("no-store");
            assertThat(answer.header("Pragma")).as(answer.body()).isEqualTo("no-cache");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\\",
                "\u0007",
                "\u00e9",
                "a \"b\" \\ \u007f",
                "\r\nSet-Cookie: a=b",
                "\ud83d\ude00",
                "%",
                "{\"a\":"
            })
    void errorDescriptionHasTheAllowedCharactersOnly(String hostile) {
        TestClient client = RelyingParty.register(service).client();
        for (String grant : List.of("authorization_code", "refresh_token", "client_credentials")) {
            for (String name : List.of(
                    "grant_type",
                    "scope",
                    "code",
                    "redirect_uri",
                    "code_verifier",
                    "refresh_token",
                    "client_id",
                    "client_secret",
                    "client_assertion",
                    "client_assertion_type",
                    "resource",
                    "audience",
                    "extra")) {
                Map<String, String> form =
                        new LinkedHashMap<>(Map.of("grant_type", grant, "code", "a", "refresh_token", "a"));
                form.put(name, hostile);

                Answer answer = client.post(service, "/oauth2/token", form);

                if (answer.status() != 200) {
                    assertThat(answer.status()).as(name + answer.body()).isIn(400, 401);
                    assertThat(answer.text("error")).as(name).matches("[a-z_]+");
                    assertThat(answer.text("error_description"))
                            .as(name)
                            .matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]*");
                    assertThat(answer.header("WWW-Authenticate")).as(name).matches("[\\x20-\\x7E]*");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization_code",
                "refresh_token",
                "client_credentials",
                "urn:ietf:params:oauth:grant-type:device_code",
                "urn:ietf:params:oauth:grant-type:token-exchange"
            })
    void grantThatTheClientDoesNotHaveIsUnauthorizedClient(String grant) {
        Map<String, String> form = Map.of(
                "grant_type",
                grant,
                "code",
                "a",
                "refresh_token",
                "a",
                "device_code",
                "a",
                "subject_token",
                service.token(),
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:access_token");
        Set<GrantType> all = Set.of(
                GrantType.AUTHORIZATION_CODE,
                GrantType.REFRESH_TOKEN,
                GrantType.CLIENT_CREDENTIALS,
                GrantType.DEVICE_CODE,
                GrantType.TOKEN_EXCHANGE);
        TestClient without = TestClient.register(
                service,
                metadata -> metadata.setGrantTypes(all.stream()
                        .filter(one -> !one.getValue().equals(grant))
                        .collect(Collectors.toSet())));
        TestClient with = TestClient.register(service, metadata -> metadata.setGrantTypes(all));

        Answer refused = without.post(service, "/oauth2/token", form);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("unauthorized_client");
        assertThat(with.post(service, "/oauth2/token", form).text("error")).isNotEqualTo("unauthorized_client");
    }

    @Test
    void browserAppsMayReadTheAnswer() throws Exception {
        String origin = "https://app.example";
        Answer preflight = new Answer(http.send(
                service.request(service.publicUri("/oauth2/token"))
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization,content-type,dpop")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString()));
        Answer granted = fromOrigin(origin, "grant_type=client_credentials" + POST_CREDENTIALS);
        Answer refused = fromOrigin(origin, "grant_type=nonsense" + POST_CREDENTIALS);

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(preflight
                        .response()
                        .headers()
                        .allValues("Access-Control-Allow-Headers")
                        .toString()
                        .toLowerCase(Locale.ROOT))
                .contains("authorization", "content-type", "dpop");
        assertThat(granted.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(400);
        for (Answer answer : List.of(preflight, granted, refused)) {
            assertThat(answer.header("Access-Control-Allow-Origin")).isIn("*", origin);
            // no cookie says who asks
            assertThat(answer.header("Access-Control-Allow-Credentials")).isNotEqualTo("true");
        }
        for (Answer answer : List.of(granted, refused)) {
            assertThat(answer.response()
                            .headers()
                            .allValues("Access-Control-Expose-Headers")
                            .toString())
                    .contains("DPoP-Nonce", "WWW-Authenticate");
        }
    }

    private Answer fromOrigin(String origin, String form) {
        return service.send(service.request(service.publicUri("/oauth2/token"))
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Sends a form, and parameters in the address. */
    private Answer posted(String query, String form) {
        return service.send(service.request(service.publicUri("/oauth2/token?" + query))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private Answer basic(String form, String secret) {
        String credentials = Base64.getEncoder()
                .encodeToString((AuthServiceUnderTest.CLIENT_ID + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return service.send(service.request(service.publicUri("/oauth2/token"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }
}
