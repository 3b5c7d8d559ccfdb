package services.auth.validation;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.DPoPClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ManyValidationsControllerIT {

    private static final Path CONTRACT = Path.of("../docs/contract");
    private static final String DATA = "https://api.example.com/data";

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void agreedQuestionsAreUnderstood() throws IOException {
        Answer answer = service.send(
                asked(service.clientToken(), Files.readString(CONTRACT.resolve("validate-tokens-request.json"))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"answers\":[{\"authenticated\":false},{\"authenticated\":false},{\"authenticated\":false}]}");
    }

    @Test
    void answersHaveTheMembersOfTheContract() throws IOException {
        JsonNode contract = new JsonMapper()
                .readTree(Files.readString(CONTRACT.resolve("validate-tokens-response.json")))
                .get("answers");

        JsonNode answers = answers(Map.of("token", service.token()), Map.of("token", "garbage"));

        assertThat(new TreeSet<>(answers.get(0).propertyNames()))
                .isEqualTo(new TreeSet<>(contract.get(0).propertyNames()));
        assertThat(answers.get(1)).isEqualTo(contract.get(1));
    }

    @Test
    void eachOfManyQuestionsGetsTheAnswerThatItGetsAlone() {
        List<Map<String, Object>> questions = new ArrayList<>();
        List<String> subjects = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            TestUser user = service.register();
            String token = service.tokenOf(user);
            String dead = service.tokenOf(user);
            assertThat(service.logout(dead).status()).isEqualTo(200);
            questions.add(Map.of("token", token));
            questions.add(Map.of("token", token, "x5t#S256", "of-nobody"));
            questions.add(Map.of("token", dead));
            questions.add(Map.of("token", service.apiKeyOf(user).value()));
            questions.add(Map.of("token", token + "x"));
            questions.add(Map.of("token", service.clientToken()));
            subjects.add(user.id());
        }
        Collections.shuffle(questions, new Random(3));

        JsonNode together = answers(questions);

        assertThat(together.size()).isEqualTo(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            assertThat(stable(together.get(i))).isEqualTo(stable(alone(questions.get(i))));
        }
        assertThat(together.valueStream()
                        .filter(answer -> answer.get("authenticated").asBoolean())
                        .map(answer -> answer.get("sub").asString()))
                .hasSize(15)
                .containsOnlyElementsOf(subjects);
    }

    @Test
    void proofIsGoodForOneOfTheQuestions() {
        DPoPClient client = new DPoPClient();
        String token = client.bind(service, service.pairOf(service.register())).token();
        Map<String, Object> question = Map.of(
                "token",
                token,
                "dpop",
                Map.of("proof", client.proof("GET", DATA, token, null), "htm", "GET", "htu", DATA));

        JsonNode answers = answers(question, question, Map.of("token", token));

        assertThat(answers.valueStream().limit(2).map(JsonNode::toString))
                .filteredOn(answer -> answer.contains("\"authenticated\":true"))
                .hasSize(1);
        assertThat(answers.valueStream()
                        .limit(2)
                        .map(answer -> answer.path("error").asString("")))
                .containsOnlyOnce("invalid_dpop_proof");
        assertThat(answers.get(2)).hasToString("{\"authenticated\":false}");
    }

    @Test
    void tokenIsDeadInTheNextCallAfterItsEndWasConfirmed() {
        String token = service.token();
        Map<String, Object> question = Map.of("token", token);
        assertThat(answers(question, question)
                        .valueStream()
                        .map(answer -> answer.get("authenticated").asBoolean()))
                .containsExactly(true, true);

        assertThat(service.logout(token).status()).isEqualTo(200);

        assertThat(answers(question, question).valueStream().map(JsonNode::toString))
                .containsExactly("{\"authenticated\":false}", "{\"authenticated\":false}");
    }

    @Test
    void longTokensFitAsManyAsAResourceServerSends() {
        String longest = "x".repeat(8 * 1024);
        List<Map<String, Object>> questions = new ArrayList<>(Collections.nCopies(31, Map.of("token", longest)));

        assertThat(answers(questions).valueStream().map(JsonNode::toString))
                .hasSize(31)
                .containsOnly("{\"authenticated\":false}");
    }

    @Test
    void asManyQuestionsAsMayBeAreAnsweredAndOneMoreIsABadRequest() {
        List<Map<String, Object>> most = new ArrayList<>(Collections.nCopies(256, Map.of("token", "x")));
        assertThat(answers(most).size()).isEqualTo(256);

        most.add(Map.of("token", "x"));

        assertBadRequest(service.validateAll(most));
    }

    @Test
    void questionsThatAreNoneAreABadRequest() {
        String token = service.clientToken();
        for (String body : List.of(
                "{}",
                "",
                "[]",
                "{\"questions\":null}",
                "{\"questions\":[]}",
                "{\"questions\":{}}",
                "{\"questions\":[null]}",
                "{\"questions\":[\"x\"]}",
                "{\"questions\":[{}]}",
                "{\"questions\":[{\"token\":1}]}",
                "{\"questions\":[{\"token\":\"x\"},{\"token\":null}]}",
                "{\"questions\":[{\"token\":\"x\",\"dpop\":{}}]}",
                "{\"questions\":[{\"token\":\"x\"}]",
                "{\"questions\":[{\"token\":\"x\"}],\"questions\":[{\"token\":\"y\"}]}")) {
            assertBadRequest(service.send(asked(token, body)));
        }
    }

    @Test
    void callerWithoutATokenOrWithAUsersIsRefused() {
        String question = "{\"questions\":[{\"token\":\"x\"}]}";
        Answer nobody = service.send(service.request(service.internalUri("/validateTokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(question)));
        Answer user = service.send(asked(service.token(), question));

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"auth-service\"");
        assertThat(user.status()).isEqualTo(401);
        assertThat(user.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    void publicListenerHasNoSuchPath() {
        Answer answer = service.send(service.request(service.publicUri("/validateTokens"))
                .header("Authorization", "Bearer " + service.clientToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"questions\":[{\"token\":\"x\"}]}")));

        assertThat(answer.status()).isEqualTo(404);
    }

    @SafeVarargs
    private JsonNode answers(Map<String, Object>... questions) {
        return answers(List.of(questions));
    }

    private JsonNode answers(List<Map<String, Object>> questions) {
        Answer answer = service.validateAll(questions);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("answers");
        return answer.json().get("answers");
    }

    private JsonNode alone(Map<String, Object> question) {
        return service.send(service.request(service.internalUri("/validateToken"))
                        .header("Authorization", "Bearer " + service.clientToken())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(AuthServiceUnderTest.json(question))))
                .json();
    }

    /** Without the time that is left, which passes. */
    private static String stable(JsonNode answer) {
        return answer.toString().replaceAll("\"expires_in\":[0-9]+", "");
    }

    private HttpRequest.Builder asked(String callerToken, String body) {
        return service.request(service.internalUri("/validateTokens"))
                .header("Authorization", "Bearer " + callerToken)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static void assertBadRequest(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("code")).isEqualTo("invalid_request");
    }
}
