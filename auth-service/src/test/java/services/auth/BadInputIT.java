package services.auth;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is sent, the answer is a problem of the client's, in the form of RFC 9457, and shows nothing of the inside. */
class BadInputIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "[]",
                "null",
                "1",
                "\"text\"",
                "{}",
                "{\"username\":\"someone\"}",
                "{\"username\":1,\"email\":2,\"password\":3}",
                "{\"username\":{},\"email\":[],\"password\":true}",
                "{\"username\":null,\"email\":null,\"password\":null}",
                "{\"username\":\"a\\u0000bc\",\"email\":\"a@example.org\",\"password\":\"long enough\"}",
                "{\"username\":\"new\\nline\",\"email\":\"a@example.org\",\"password\":\"long enough\"}",
                "{\"username\":\"someone\",\"email\":\"a\\u0000@example.org\",\"password\":\"long enough\"}",
                "{\"username\":\"someone\",\"email\":\"no address\",\"password\":\"long enough\"}",
                "{\"username\":\"someone\",\"email\":\"a@example.org\",\"password\":\"\"}",
                "{\"username\":\"some one\",\"email\":\"a@example.org\",\"password\":\"long enough\"}",
                "{\"username\":\"someone@example.org\",\"email\":\"a@example.org\",\"password\":\"long enough\"}",
            })
    void malformedRegistrationIsABadRequest(String body) {
        assertProblem(service.post("/register", body), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "null",
                "{\"username\":\"x\"}",
                "{\"username\":\"x\",\"password\":\"x\"} and more",
                "{\"username\":\"x\",\"password\":\"x\"}{}",
                "{\"username\":\"x\",\"username\":\"y\",\"password\":\"x\"}",
                "{\"username\":\"\",\"password\":\"\"}",
                "{\"username\":7,\"password\":\"x\"}",
                "{\"username\":\"a\\u0000b\",\"password\":\"x\"}",
            })
    void malformedLoginIsABadRequest(String body) {
        assertProblem(service.post("/login", body), 400, "invalid_request");
    }

    @Test
    void tooLongFieldsAreABadRequest() {
        for (Map<String, String> fields : List.of(
                Map.of("username", "x".repeat(65), "email", "a@example.org", "password", "long enough"),
                Map.of("username", "someone", "email", "a".repeat(250) + "@example.org", "password", "long enough"),
                Map.of("username", "someone", "email", "a@example.org", "password", "x".repeat(257)))) {
            assertProblem(service.post("/register", AuthServiceUnderTest.json(fields)), 400, "invalid_request");
        }
        assertProblem(
                service.post("/login", AuthServiceUnderTest.json(Map.of("username", "x".repeat(255), "password", "x"))),
                400,
                "invalid_request");
    }

    @Test
    void unpairedSurrogatesAreNoFault() {
        Answer answer =
                service.post("/login", "{\"username\":\"\\ud800\",\"password\":\"\\udfff and more of the same\"}");

        assertThat(answer.status()).isBetween(400, 401);
    }

    @Test
    void invalidUtf8IsABadRequest() {
        byte[] body = "{\"username\":\"X\",\"password\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);
        body[Arrays.binarySearch(new byte[] {0}, (byte) 0) + 13] = (byte) 0xff;

        Answer answer = service.send(service.request(service.publicUri("/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));

        assertProblem(answer, 400, "invalid_request");
    }

    @Test
    void otherEncodingsThanUtf8AreABadRequest() {
        Answer answer = service.send(service.request(service.publicUri("/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"x\",\"password\":\"x\"}", StandardCharsets.UTF_16)));

        assertProblem(answer, 400, "invalid_request");
    }

    @Test
    void unknownCharsetIsNoFault() {
        for (String path : List.of(
                "/login",
                "/oauth2/token",
                "/oauth2/par",
                "/oauth2/introspect",
                "/oauth2/userinfo",
                "/oauth2/register",
                "/oauth2/authorize")) {
            for (String type : List.of(
                    "application/json;charset=nonsense",
                    "application/json;charset=%",
                    "application/x-www-form-urlencoded;charset=nonsense",
                    "application/x-www-form-urlencoded;charset=%",
                    "text/plain;charset=nonsense")) {
                Answer answer = service.send(service.request(service.publicUri(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("{\"username\":\"x\",\"password\":\"x\"}")));

                assertThat(answer.status()).as(path + " " + type).isBetween(400, 499);
            }
        }
    }

    @Test
    void oversizedBodyIsTooLarge() {
        Answer answer = service.post(
                "/register",
                AuthServiceUnderTest.json(Map.of("username", "x".repeat(300_000), "email", "", "password", "")));

        assertProblem(answer, 413, "payload_too_large");
    }

    @Test
    void deeplyNestedBodyIsABadRequest() {
        assertProblem(service.post("/login", "[".repeat(30_000)), 400, "invalid_request");
        assertProblem(
                service.post("/login", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)), 400, "invalid_request");
    }

    @Test
    void otherContentTypeIsUnsupported() {
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
            Answer answer = service.send(service.request(service.publicUri("/login"))
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("username=a&password=b")));
            assertProblem(answer, 415, "unsupported_media_type");
        }
    }

    @Test
    void unknownPathAndWrongMethodAreSaidSo() {
        assertProblem(service.post("/nowhere", "{}"), 404, "not_found");
        assertProblem(service.send(service.request(service.publicUri("/login")).GET()), 405, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"everywhere\":\"maybe\"}", "{\"everywhere\":{}}"})
    void malformedLogoutEndsNothing(String body) {
        String token = service.token();

        Answer answer = service.send(service.request(service.publicUri("/logout"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));

        assertProblem(answer, 400, "invalid_request");
        assertThat(service.me(token).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer ", "Bearer garbage", "Basic YTpi", "bearer a b c", "Token x", "Bearer \t"})
    void uselessAuthorizationIsRefused(String authorization) {
        Answer answer =
                service.send(service.request(service.publicUri("/users/me")).header("Authorization", authorization));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void otherCredentialsThanATokenAreNoBadToken() {
        Answer answer =
                service.send(service.request(service.publicUri("/users/me")).header("Authorization", "Basic YTpi"));

        // RFC 6750 section 3.1
        assertProblem(answer, 401, "token_required");
        assertThat(answer.header("WWW-Authenticate")).doesNotContain("error");
    }

    @Test
    void tokenHeaderIsAsGoodAsAuthorization() {
        Answer answer =
                service.send(service.request(service.publicUri("/users/me")).header("token", service.token()));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void twoTokensInOneRequestAreRefused() {
        String token = service.token();
        for (String header : List.of("Authorization", "token")) {
            Answer answer = service.send(service.request(service.publicUri("/users/me"))
                    .header(header, "Bearer another")
                    .header("Authorization", "Bearer " + token));

            assertProblem(answer, 400, "invalid_request");
        }
        Answer same = service.send(service.request(service.publicUri("/users/me"))
                .header("token", token)
                .header("Authorization", "Bearer " + token));

        assertThat(same.status()).isEqualTo(200);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("title")).isNotEmpty();
        assertThat(answer.text("detail")).isNotEmpty();
        assertThat(answer.body()).doesNotContain("Exception", "services.auth", "micronaut", "jackson", "\tat ");
    }
}
