package services.local.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import services.backing.Server;
import services.local.LocalSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static services.local.system.AnswerAssert.assertThatAnswer;

/** The states of a token while a part is away: what cannot be told is answered 503, and what can be told is told. */
class AbsentPartIT {

    private static final LocalSystem SYSTEM = LocalSystem.start(LocalSystem.Config.isolated());

    private final Client client = new Client(SYSTEM);
    private final BothServices bothServices = new BothServices(client);
    private final Client.User user = client.register();
    private final String neverUsed = client.logIn(user);
    private final String live = client.logIn(user);
    private final String revoked = client.loggedOutToken();

    @AfterAll
    static void stop() {
        SYSTEM.close();
    }

    private final List<Server> killed = new ArrayList<>();

    @BeforeEach
    void use() {
        bothServices.accept(live);
    }

    @AfterEach
    void everythingComesBack() {
        killed.forEach(Server::start);
        if (!SYSTEM.auth().isAlive()) {
            SYSTEM.auth().start();
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            bothServices.accept(live);
            bothServices.accept(client.liveToken());
            bothServices.refuse(client.loggedOutToken());
        });
        bothServices.refuse(revoked);
    }

    @Test
    void withoutAuthServiceNoTokenIsJudged() {
        SYSTEM.auth().kill();

        assertThatAnswer(bothServices.data(live)).cannotTell();
        assertThatAnswer(bothServices.data(revoked)).cannotTell();
        assertThatAnswer(client.send(client.data())).asksForAToken();
        assertThatAnswer(client.send(client.data(live).header("token", revoked)))
                .isProblem(400, "invalid_request");
    }

    @Test
    void withoutRedisPostgresqlJudges() {
        kill(SYSTEM.redis());

        bothServices.accept(live);
        bothServices.accept(neverUsed);
        bothServices.accept(client.logIn(user));
        bothServices.refuse(revoked);
        bothServices.refuse("garbage");
    }

    @Test
    void withoutRedisALogoutCannotBePromisedYetTheTokenIsDead() {
        kill(SYSTEM.redis());

        assertThatAnswer(client.send(client.logout(neverUsed))).cannotTell();

        bothServices.refuse(neverUsed);
    }

    @Test
    void withoutPostgresqlRedisJudgesWhatItKnows() {
        kill(SYSTEM.postgres());

        bothServices.acceptedByAuthService(live);
        bothServices.refuse(revoked);
        bothServices.refuse("garbage");
        bothServices.cannotTell(neverUsed);
    }

    @Test
    void withoutPostgresqlNothingThatNeedsItIsDoneAndNobodysPasswordIsCalledWrong() {
        kill(SYSTEM.postgres());

        assertThatAnswer(bothServices.data(live)).cannotTell();
        assertThatAnswer(client.send(client.storing(live))).cannotTell();
        assertThatAnswer(client.send(client.login(user, Client.PASSWORD))).cannotTell();
        assertThatAnswer(client.send(client.login(user, "wrong password"))).cannotTell();
        assertThatAnswer(client.registration("user-" + UUID.randomUUID())).cannotTell();
        assertThatAnswer(client.send(client.logout(live))).cannotTell();
    }

    @Test
    void withoutBothNoLoginIsJudged() {
        kill(SYSTEM.redis());
        kill(SYSTEM.postgres());

        bothServices.cannotTell(live);
        bothServices.cannotTell(neverUsed);
        bothServices.cannotTell(revoked);
        bothServices.refuse("garbage");
        assertThat(SYSTEM.auth().isAlive()).isTrue();
    }

    private void kill(Server server) {
        server.kill();
        killed.add(server);
    }
}
