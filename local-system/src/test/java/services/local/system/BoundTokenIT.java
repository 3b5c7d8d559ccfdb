package services.local.system;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import services.local.LocalSystem;
import services.local.roundtrip.Answer;
import services.local.roundtrip.Call;

import static org.assertj.core.api.Assertions.assertThat;
import static services.local.system.AnswerAssert.assertThatAnswer;

/** A token that is bound to a key, at both services: it is its owner's, and whoever steals it has nothing. */
class BoundTokenIT {

    private static final LocalSystem SYSTEM = LocalSystem.start(LocalSystem.Config.isolated());

    private final Client client = new Client(SYSTEM);
    private final KeyHolder owner = new KeyHolder();
    private final KeyHolder thief = new KeyHolder();
    private String token;

    @AfterAll
    static void stop() {
        SYSTEM.close();
    }

    @BeforeEach
    void logIn() {
        Client.User user = client.register();
        Answer login = client.send(client.login(user, Client.PASSWORD));
        AuthDatabase.of(SYSTEM).bindLogins(user, owner.thumbprint());
        token = client.send(client.refresh(login.text("/refresh_token"))).text("/token");
    }

    @Test
    void ownerOfTheKeyIsLetInAsOftenAsThereIsANewProof() {
        for (int i = 0; i < 3; i++) {
            assertThatAnswer(client.send(owner.present(client.data(), token))).hasStatus(200);
            assertThatAnswer(client.send(owner.present(account(), token))).hasStatus(200);
        }
    }

    @Test
    void stolenTokenOpensNothing() {
        assertThatAnswer(client.send(client.data(token))).refusesTheToken();
        assertThatAnswer(client.send(client.account(token))).refusesTheToken();
        for (Call call : new Call[] {client.data(), account()}) {
            Answer answer = client.send(thief.present(call, token));
            assertThatAnswer(answer).isProblem(401, "invalid_token");
            assertThat(answer.header("WWW-Authenticate")).startsWith("DPoP ");
        }
    }

    @Test
    void stolenProofOpensNothingEither() {
        for (Call call : new Call[] {client.data(), account()}) {
            Call once = owner.present(call, token);
            assertThatAnswer(client.send(once)).hasStatus(200);
            assertThatAnswer(client.send(once)).isProblem(401, "invalid_dpop_proof");
        }
        // nor where it was not meant for
        Call data = client.data();
        Call elsewhere = data.header("Authorization", "DPoP " + token).header("DPoP", owner.proof(account(), token));
        assertThatAnswer(client.send(elsewhere)).isProblem(401, "invalid_dpop_proof");
    }

    @Test
    void schemeWithoutAProofIsRefused() {
        for (Call call : new Call[] {client.data(), account()}) {
            assertThatAnswer(client.send(call.header("Authorization", "DPoP " + token)))
                    .isProblem(401, "invalid_dpop_proof");
        }
    }

    @Test
    void bearerTokenIsNotMadeABoundOneByAProof() {
        String bearer = client.liveToken();

        assertThatAnswer(client.send(owner.present(client.data(), bearer))).isProblem(401, "invalid_token");
        assertThatAnswer(client.send(client.data(bearer))).hasStatus(200);
    }

    private Call account() {
        return Call.get(client.account("").uri());
    }
}
