package services.auth.validation;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.LogLines;
import services.auth.error.RefusalLog;
import services.auth.token.AccessTokenIssuer;
import services.auth.token.Confirmation;
import services.auth.token.Scope;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ValidationControllerIT {

    private static final Path CONTRACT = Path.of("../docs/contract");

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void liveAnswerHasExactlyTheMembersOfTheContract() throws IOException {
        TestUser user = service.register();

        Answer answer = service.validate(service.tokenOf(user));

        JsonNode contract = contract("validate-token-live.json");
        assertThat(members(answer.json())).isEqualTo(members(contract));
        contract.propertyStream()
                .forEach(member -> assertThat(answer.json().get(member.getKey()).getNodeType())
                        .as(member.getKey())
                        .isEqualTo(member.getValue().getNodeType()));
        assertThat(answer.text("sub")).isEqualTo(user.id());
        assertThat(answer.text("username")).isEqualTo(user.username());
        assertThat(answer.text("scope")).isEqualTo("data:read data:write");
        assertThat(answer.json().get("expires_in").asInt()).isBetween(1795, 1800);
    }

    @Test
    void deadAnswerIsThatOfTheContractAndNothingMore() throws IOException {
        Answer answer = service.validate("garbage");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(contract("validate-token-dead.json"));
    }

    @Test
    void floodOfDeadTokensIsNotALineForEach() {
        try (LogLines log = LogLines.of(RefusalLog.class)) {
            for (int i = 0; i < 50; i++) {
                service.validate("garbage");
            }

            // none if another test has shown such a token a moment ago
            assertThat(log.told()).hasSizeLessThan(5);
        }
    }

    @Test
    void whoeverSearchesIsToldWhyEachTokenIsDead() {
        try (LogLines log = LogLines.of(RefusalLog.class)) {
            log.setLevel(Level.DEBUG);

            service.validate("garbage");
            service.validate("garbage");

            assertThat(log.told())
                    .containsExactly(
                            "DEBUG Token refused: signature or claims are not good",
                            "DEBUG Token refused: signature or claims are not good");
        }
    }

    @Test
    void publicListenerHasNoSuchPath() {
        Answer answer = service.send(service.request(service.publicUri("/validateToken"))
                .header("Authorization", "Bearer " + service.clientToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"x\"}")));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("not_found");
    }

    @Test
    void internalListenerHasNoPublicPaths() {
        for (String path : Set.of("/login", "/register", "/users/me", "/logout", "/oauth2/token")) {
            Answer answer = service.send(service.request(service.internalUri(path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(answer.status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void callerWithoutTokenIsRefusedWithAChallenge() {
        Answer answer = service.send(service.request(service.internalUri("/validateToken"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"x\"}")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"auth-service\"");
    }

    @Test
    void callerWithAUsersTokenIsRefused() {
        String token = service.token();

        Answer answer = service.validateAs(token, token);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    /** No client gets such a token by itself; what lets resource servers in at once must look at the scope all the same. */
    @Test
    void clientWithoutTheScopeIsForbidden() {
        String clientToken = service.bean(AccessTokenIssuer.class)
                .issueToClient(AuthServiceUnderTest.CLIENT_ID, Scope.parse("token:other"), Confirmation.NONE)
                .value();

        Answer answer = service.validateAs(clientToken, service.token());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
    }

    @Test
    void clientsOwnTokenIsNobodysLogin() {
        String clientToken = service.clientToken();

        assertThat(service.validate(clientToken).body()).isEqualTo("{\"authenticated\":false}");
        assertThat(service.me(clientToken).status()).isEqualTo(401);
    }

    @Test
    void bodyWithoutTokenIsABadRequest() {
        for (String body :
                Set.of("{}", "", "null", "[]", "{\"token\":1}", "{\"token\":null}", "{\"token\":", "nonsense")) {
            assertBadRequest(body, StandardCharsets.UTF_8);
        }
    }

    @Test
    void bodyThatSomebodyElseMightReadOtherwiseIsABadRequest() {
        assertBadRequest("{\"token\":\"x\",\"token\":\"y\"}", StandardCharsets.UTF_8);
        assertBadRequest("{\"token\":\"x\"} {}", StandardCharsets.UTF_8);
        assertBadRequest("{\"token\":\"x\"}", StandardCharsets.UTF_16LE);
        assertBadRequest("{\"token\":\"\u00e9\"}", StandardCharsets.ISO_8859_1);
        assertBadRequest("{\"token\":\"x\",\"dpop\":\"proof\"}", StandardCharsets.UTF_8);
        assertBadRequest("{\"token\":\"x\",\"dpop\":{\"proof\":\"p\",\"htm\":\"GET\"}}", StandardCharsets.UTF_8);
    }

    @Test
    void missingMemberIsNamed() {
        assertThat(post("{}", StandardCharsets.UTF_8).text("detail")).isEqualTo("token must not be null");
    }

    @Test
    void unknownMembersArePassedOver() {
        Answer answer = post("{\"more\":{\"token\":[1]},\"token\":\"x\"}", StandardCharsets.UTF_8);

        assertThat(answer.body()).isEqualTo("{\"authenticated\":false}");
    }

    private void assertBadRequest(String body, Charset charset) {
        Answer answer = post(body, charset);
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private Answer post(String body, Charset charset) {
        return service.send(service.request(service.internalUri("/validateToken"))
                .header("Authorization", "Bearer " + service.clientToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, charset)));
    }

    private static JsonNode contract(String file) throws IOException {
        return new JsonMapper().readTree(Files.readString(CONTRACT.resolve(file)));
    }

    private static Set<String> members(JsonNode node) {
        return new TreeSet<>(node.propertyNames());
    }
}
