package services.local.system;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.local.LocalSystem;
import services.local.ServiceProcess;
import services.local.roundtrip.Answer;

import static services.local.system.AnswerAssert.assertThatAnswer;

/** The states of a token while all parts are well: none, live, revoked, and live without the scope. */
class StateDiagramIT {

    private static final LocalSystem SYSTEM = LocalSystem.start(LocalSystem.Config.isolated());

    private final Client client = new Client(SYSTEM);
    private final BothServices bothServices = new BothServices(client);

    @AfterAll
    static void stop() {
        SYSTEM.close();
    }

    @Test
    void noTokenIsAskedForOne() {
        assertThatAnswer(client.send(client.data())).asksForAToken();
        assertThatAnswer(client.send(client.validation("whatever"))).asksForAToken();
    }

    @Test
    void anotherSchemeIsNoToken() {
        assertThatAnswer(client.send(client.data().basic("alice", Client.PASSWORD)))
                .asksForAToken();
        assertThatAnswer(client.send(client.validation("whatever").basic("alice", Client.PASSWORD)))
                .asksForAToken();
    }

    @Test
    void liveTokenIsAccepted() {
        bothServices.accept(client.liveToken());
    }

    @Test
    void liveTokenIsAcceptedInAHeaderOfItsOwn() {
        assertThatAnswer(client.send(client.data().header("token", client.liveToken())))
                .hasStatus(200);
        assertThatAnswer(client.send(client.data().header("token", client.loggedOutToken())))
                .refusesTheToken();
    }

    @Test
    void oneTokenInBothHeadersIsAccepted() {
        String live = client.liveToken();

        assertThatAnswer(client.send(client.data(live).header("token", live))).hasStatus(200);
    }

    @Test
    void twoTokensAreABadRequestEvenWhenBothAreLive() {
        Answer answer = client.send(client.data(client.liveToken()).header("token", client.liveToken()));

        assertThatAnswer(answer).isProblem(400, "invalid_request").challengesWith("invalid_request");
    }

    @Test
    void loggedOutTokenIsRefusedAndTheOtherLoginOfTheUserLives() {
        Client.User user = client.register();
        String left = client.logIn(user);
        String kept = client.logIn(user);
        bothServices.accept(left);

        assertThatAnswer(client.send(client.logout(left)))
                .hasStatus(200)
                .hasBody("{\"logged_out\":true,\"sessions_ended\":1}");

        bothServices.refuse(left);
        bothServices.accept(kept);
        assertThatAnswer(client.send(client.logout(left))).refusesTheToken();
    }

    @Test
    void logoutEverywhereEndsEveryLoginOfTheUserAndNobodyElses() {
        Client.User user = client.register();
        List<String> tokens = List.of(client.logIn(user), client.logIn(user), client.logIn(user));
        String ofSomebodyElse = client.liveToken();
        bothServices.accept(tokens.getFirst());

        assertThatAnswer(client.send(client.logoutEverywhere(tokens.getLast())))
                .hasStatus(200)
                .hasBody("{\"logged_out\":true,\"sessions_ended\":3}");

        tokens.forEach(bothServices::refuse);
        bothServices.accept(ofSomebodyElse);
        bothServices.accept(client.logIn(user));
    }

    @Test
    void deletedUsersTokensAreRefusedAndThereIsNoLoginAnyMore() {
        Client.User user = client.register();
        List<String> tokens = List.of(client.logIn(user), client.logIn(user));
        tokens.forEach(bothServices::accept);

        assertThatAnswer(client.send(client.deletionOfTheAccount(tokens.getFirst())))
                .hasStatus(204);

        tokens.forEach(bothServices::refuse);
        assertThatAnswer(client.send(client.login(user, Client.PASSWORD))).hasStatus(401);
    }

    @Test
    void tokenThatMayReadMayNotWrite() {
        Client.User user = client.register();
        AuthDatabase.of(SYSTEM).makeReader(user);
        String token = client.logIn(user);

        bothServices.accept(token);
        assertThatAnswer(client.send(client.storing(token)))
                .isProblem(403, "insufficient_scope")
                .challengesWith("insufficient_scope");
    }

    @Test
    void liveTokenWithoutAnyScopeOpensNothing() {
        Client.User user = client.register();
        AuthDatabase.of(SYSTEM).removeRoles(user);
        String token = client.logIn(user);

        bothServices.acceptedByAuthService(token);
        assertThatAnswer(bothServices.data(token))
                .isProblem(403, "insufficient_scope")
                .challengesWith("insufficient_scope");
    }

    @Test
    void usersTokenDoesNotAllowToAskAboutTokens() {
        String live = client.liveToken();

        assertThatAnswer(client.send(client.validation(live).bearer(live))).refusesTheToken();
    }

    @Test
    void internalPathsAreNotThereOnThePublicListeners() {
        List<String> internal = List.of("/validateToken", "/health/liveness", "/health/readiness", "/prometheus");

        for (ServiceProcess service : List.of(SYSTEM.auth(), SYSTEM.resource())) {
            for (String path : internal) {
                assertThatAnswer(client.send(client.onPublicListener(service, path)))
                        .isProblem(404, "not_found");
            }
        }
        assertThatAnswer(client.send(client.validationOnPublicListener(client.liveToken())))
                .isProblem(404, "not_found");
    }
}
