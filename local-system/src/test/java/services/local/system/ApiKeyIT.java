package services.local.system;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.local.LocalSystem;
import services.local.roundtrip.Answer;
import services.local.roundtrip.Call;

import static org.assertj.core.api.Assertions.assertThat;
import static services.local.system.AnswerAssert.assertThatAnswer;

/** The states of an API key at both services: live, live with less than its user may, deleted, and without its user. */
class ApiKeyIT {

    private static final LocalSystem SYSTEM = LocalSystem.start(LocalSystem.Config.isolated());

    private final Client client = new Client(SYSTEM);
    private final BothServices bothServices = new BothServices(client);
    private final Client.User user = client.register();
    private final String token = client.logIn(user);

    @AfterAll
    static void stop() {
        SYSTEM.close();
    }

    @Test
    void apiKeyReadsTheDataOfItsUser() {
        assertThatAnswer(client.send(client.storing(token))).hasStatus(201);
        String key = apiKey(Map.of("name", "nightly import")).text("/key");

        Answer data = client.send(client.dataWithApiKey(key));

        assertThatAnswer(data).hasStatus(200).hasBody(bothServices.data(token).body());
        assertThat(client.send(client.accountWithApiKey(key)).text("/id")).isEqualTo(user.id());
        bothServices.acceptedByAuthService(key);
    }

    @Test
    void apiKeyDoesNoMoreThanItWasMadeFor() {
        String key =
                apiKey(Map.of("name", "reader", "scopes", List.of("data:read"))).text("/key");

        assertThatAnswer(client.send(client.dataWithApiKey(key))).hasStatus(200);
        assertThatAnswer(client.send(
                        Call.post(client.data().uri()).header("X-API-KEY", key).json(Map.of("content", "something"))))
                .isProblem(403, "insufficient_scope")
                .challengesWith("insufficient_scope");
    }

    @Test
    void apiKeyDoesNoMoreThanItsUserMayNow() {
        String key = apiKey(Map.of("name", "all")).text("/key");
        AuthDatabase.of(SYSTEM).removeRoles(user);

        assertThatAnswer(client.send(client.dataWithApiKey(key))).isProblem(403, "insufficient_scope");
    }

    @Test
    void deletedApiKeyIsRefusedAndTheLoginLives() {
        Answer made = apiKey(Map.of("name", "leaked"));
        String key = made.text("/key");
        assertThatAnswer(client.send(client.dataWithApiKey(key))).hasStatus(200);

        assertThatAnswer(client.send(client.deletionOfTheApiKey(token, made.text("/id"))))
                .hasStatus(204);

        refused(key);
        bothServices.accept(token);
    }

    @Test
    void apiKeyOutlivesTheLoginThatMadeItAndDiesWithTheUser() {
        String key = apiKey(Map.of("name", "lasting")).text("/key");
        assertThatAnswer(client.send(client.logoutEverywhere(token))).hasStatus(200);
        assertThatAnswer(client.send(client.dataWithApiKey(key))).hasStatus(200);

        assertThatAnswer(client.send(client.deletionOfTheAccount(client.logIn(user))))
                .hasStatus(204);

        refused(key);
    }

    @Test
    void apiKeyBesideATokenIsABadRequest() {
        String key = apiKey(Map.of("name", "one of two")).text("/key");

        assertThatAnswer(client.send(client.dataWithApiKey(key).bearer(token)))
                .isProblem(400, "invalid_request")
                .challengesWith("invalid_request");
        assertThatAnswer(client.send(client.accountWithApiKey(key).bearer(token)))
                .isProblem(400, "invalid_request");
    }

    @Test
    void brokenApiKeyIsRefused() {
        String key = apiKey(Map.of("name", "broken")).text("/key");

        refused(key.substring(0, key.length() - 1));
        refused(key.substring(0, key.length() - 8) + "00000000");
    }

    private Answer apiKey(Map<String, ?> wanted) {
        Answer made = client.send(client.apiKey(token, wanted));
        assertThatAnswer(made).hasStatus(201);
        return made;
    }

    private void refused(String key) {
        bothServices.refusedByAuthService(key);
        assertThatAnswer(client.send(client.dataWithApiKey(key))).refusesTheToken();
        assertThatAnswer(client.send(client.accountWithApiKey(key))).refusesTheToken();
    }
}
