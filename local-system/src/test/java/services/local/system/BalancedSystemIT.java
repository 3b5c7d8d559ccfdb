package services.local.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.local.BalancedSystem;
import services.local.Balancer;
import services.local.Balancer.Instance;
import services.local.LocalSystem;
import services.local.roundtrip.Call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static services.local.system.AnswerAssert.assertThatAnswer;

/** Two instances of each service behind HAProxy, as {@code deploy/haproxy.cfg} has it, are one service to its clients. */
@Tag("haproxy")
class BalancedSystemIT {

    private static final Logger LOG = LoggerFactory.getLogger(BalancedSystemIT.class);

    /** The balancer waits 12 seconds for an instance; the rest is for a machine that is busy. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(14);

    private static final BalancedSystem SYSTEM =
            BalancedSystem.start(LocalSystem.Config.isolated().with("AUTH_SERVICE_PASSWORD_HASHING_MEMORY", "1024"));

    private final Balancer balancer = SYSTEM.balancer();
    private final Client client = new Client(
            balancer.authUrl(),
            balancer.internalUrl(),
            balancer.resourceUrl(),
            SYSTEM.system().client());
    private final BothServices services = new BothServices(client);

    @AfterAll
    static void stop() {
        SYSTEM.close();
    }

    @Test
    void everyInstanceHasItsShare() {
        Map<String, Balancer.Server> before = balancer.servers();

        try (Traffic traffic = Traffic.of(client)) {
            traffic.goOn();
        }

        Map<String, Balancer.Server> after = balancer.servers();
        assertThat(after)
                .hasSize(6)
                .allSatisfy((name, server) -> assertThat(server.requests())
                        .as(name)
                        .isGreaterThan(Objects.requireNonNull(before.get(name)).requests() + 10));
    }

    @Test
    void loginAtOneInstanceIsGoodAtEveryOtherAndItsEndIsKnownToAll() {
        Client first = clientOf(Instance.AUTH_1, Instance.RESOURCE_1);
        Client second = clientOf(Instance.AUTH_2, Instance.RESOURCE_2);
        Client.User user = first.register();
        String one = first.logIn(user);
        String another = second.logIn(user);
        BothServices atFirst = new BothServices(first);
        BothServices atSecond = new BothServices(second);
        for (String token : new String[] {one, another}) {
            atFirst.accept(token);
            atSecond.accept(token);
            services.accept(token);
        }

        assertThatAnswer(second.send(second.logoutEverywhere(another))).hasStatus(200);

        for (String token : new String[] {one, another}) {
            atFirst.refuse(token);
            atSecond.refuse(token);
            services.refuse(token);
        }
    }

    @Test
    void killedInstanceCostsNobodyAnythingWhoAsksAfterItsDeath() {
        for (Instance victim : new Instance[] {Instance.AUTH_1, Instance.RESOURCE_2}) {
            try (Traffic traffic = Traffic.of(client)) {
                traffic.goOn();
                SYSTEM.instance(victim).kill();
                long dead = System.nanoTime();
                traffic.goOn();
                SYSTEM.startAndTakeBack(victim);
                traffic.goOn();
                traffic.close();

                LOG.info("{} was killed: {}", victim, traffic);
                assertThat(traffic.disturbed())
                        .allMatch(sent -> sent.verdict() == Verdict.NO_ANSWER || sent.verdict() == Verdict.CANNOT_TELL)
                        .noneMatch(sent -> sent.verdict() == Verdict.NO_ANSWER && sent.isBegunAfter(dead));
            }
        }
    }

    @Test
    void everyInstanceIsReplacedAndNobodyNoticesIt() {
        long errors = balancer.errors();
        try (Traffic traffic = Traffic.of(client)) {
            for (Instance instance : Instance.values()) {
                SYSTEM.drainAndStop(instance);
                traffic.goOn();
                SYSTEM.startAndTakeBack(instance);
                traffic.goOn();
            }
            traffic.close();

            LOG.info("All were replaced: {}", traffic);
            assertThat(balancer.errors()).isEqualTo(errors);
            // which services say whose machine is too busy to answer in time, whoever is being replaced
            assertThat(traffic.disturbed()).allMatch(sent -> sent.verdict() == Verdict.CANNOT_TELL);
        }
    }

    @Test
    void frozenInstanceIsLeftOutAndKeepsNobodyForLong() {
        try (Traffic traffic = Traffic.of(client)) {
            traffic.goOn();
            long frozen = System.nanoTime();
            SYSTEM.instance(Instance.AUTH_2).pause();
            long leftOut;
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> !balancer.isUp(Instance.AUTH_2));
                leftOut = System.nanoTime();
                traffic.goOn();
            } finally {
                SYSTEM.instance(Instance.AUTH_2).resume();
            }
            SYSTEM.awaitUp(Instance.AUTH_2);
            traffic.close();

            LOG.info("AUTH_2 was frozen, and left out after {} ms: {}", (leftOut - frozen) / 1_000_000, traffic);
            assertThat(traffic.sent()).allMatch(sent -> sent.end() - sent.begin() < LONGEST_ANSWER.toNanos());
            assertThat(traffic.disturbed())
                    .allMatch(sent -> sent.verdict() == Verdict.NO_ANSWER || sent.verdict() == Verdict.CANNOT_TELL)
                    .noneMatch(sent -> sent.verdict() == Verdict.NO_ANSWER && sent.isBegunAfter(leftOut));
        }
    }

    @Test
    void whereNoInstanceIsLeftClientsAreToldToComeBack() {
        String token = client.liveToken();
        SYSTEM.instance(Instance.AUTH_1).kill();
        SYSTEM.instance(Instance.AUTH_2).kill();
        try {
            services.cannotTell(token);
            assertThatAnswer(client.send(client.account(token))).cannotTell();
        } finally {
            SYSTEM.instance(Instance.AUTH_1).launch();
            SYSTEM.instance(Instance.AUTH_2).launch();
        }
        SYSTEM.instance(Instance.AUTH_1).awaitReady();
        SYSTEM.instance(Instance.AUTH_2).awaitReady();
        SYSTEM.awaitUp(Instance.AUTH_1);
        SYSTEM.awaitUp(Instance.AUTH_2);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> services.accept(token));
    }

    @Test
    void addressOfAClientIsTheOneThatTheBalancerSaw() throws IOException, InterruptedException {
        Client.User user = client.register();
        try (HttpClient elsewhere = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName("127.0.0.7"))
                .build()) {
            Call login = client.login(user, Client.PASSWORD);
            HttpRequest request = HttpRequest.newBuilder(login.uri())
                    .header("Content-Type", "application/json")
                    .header("X-Forwarded-For", "203.0.113.9")
                    .header("Forwarded", "for=203.0.113.9")
                    .POST(HttpRequest.BodyPublishers.ofString(login.body()))
                    .build();
            assertThat(elsewhere.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }

        assertThat(client.send(Call.get(balancer.authUrl().resolve("/users/me/sessions"))
                                .bearer(client.logIn(user)))
                        .body())
                .contains("\"127.0.0.7\"")
                .doesNotContain("203.0.113.9");
    }

    @Test
    void nothingOfTheInternalListenersIsToBeHadButValidation() {
        for (URI front : new URI[] {balancer.authUrl(), balancer.internalUrl(), balancer.resourceUrl()}) {
            for (String path : new String[] {"/health/liveness", "/health/readiness", "/prometheus"}) {
                assertThat(client.send(Call.get(front.resolve(path))).status())
                        .as(front + path)
                        .isIn(401, 404);
            }
        }
        assertThat(client.send(client.validationOnPublicListener(client.liveToken()))
                        .status())
                .isEqualTo(404);
    }

    /** Past the balancer. */
    private static Client clientOf(Instance auth, Instance resource) {
        return new Client(
                SYSTEM.instance(auth).publicUrl(),
                SYSTEM.instance(auth).internalUrl(),
                SYSTEM.instance(resource).publicUrl(),
                SYSTEM.system().client());
    }
}
