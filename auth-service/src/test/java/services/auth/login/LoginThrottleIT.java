package services.auth.login;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.BehindProxy;
import services.auth.TestClock;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static services.auth.AuthServiceUnderTest.PASSWORD;
import static services.auth.BehindProxy.address;
import static services.auth.BehindProxy.cookie;

/** Guesses at passwords with the limits on; the clients stand behind a trusted proxy, which tells their addresses. */
class LoginThrottleIT {

    private static final String WRONG = "not the password";

    /** After the free guesses one an hour: no test is so slow. */
    private static final Map<String, Object> LONG_DELAY = Map.of(
            "auth-service.throttling.login.delay.first", "1h", "auth-service.throttling.login.delay.longest", "1h");

    private final AuthServiceUnderTest service = throttled(LONG_DELAY);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void refusalSaysWhenToComeBackAndMayNotBeStored() {
        String name = unknownName();
        String address = address();
        IntStream.range(0, 10).forEach(i -> login(name, WRONG, address));

        Answer refused = login(name, WRONG, address);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("code")).isEqualTo("too_many_requests");
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3600);
        assertThat(refused.body()).doesNotContain(name).doesNotContain(address);
    }

    @Test
    void guessesOfOneAddressAtOneNameAreFewAndOthersAreNotHeldUp() {
        try (AuthServiceUnderTest withoutDelay = throttled(Map.of("auth-service.throttling.login.delay.free", 1000))) {
            TestUser user = withoutDelay.register();
            String address = address();

            assertThat(statuses(withoutDelay, 12, user.username(), address))
                    .startsWith(401, 401, 401, 401, 401, 401, 401, 401, 401, 401)
                    .endsWith(429, 429);

            // not even the right password is looked at
            assertThat(BehindProxy.login(withoutDelay, user.username(), PASSWORD, address, "")
                            .status())
                    .isEqualTo(429);
            assertThat(BehindProxy.login(withoutDelay, user.username(), PASSWORD, address(), "")
                            .status())
                    .isEqualTo(200);
            TestUser neighbour = withoutDelay.register();
            assertThat(BehindProxy.login(withoutDelay, neighbour.username(), PASSWORD, address, "")
                            .status())
                    .isEqualTo(200);

            withoutDelay.bean(TestClock.class).advance(Duration.ofSeconds(91));
            assertThat(statuses(withoutDelay, 2, user.username(), address)).containsExactly(401, 429);
        }
    }

    @Test
    void attemptsOfOneAddressAreLimitedWhateverTheirEnd() {
        try (AuthServiceUnderTest narrow = throttled(Map.of("auth-service.throttling.login.attempts", "5/1h"))) {
            String address = address();
            TestUser user = narrow.register();

            IntStream.range(0, 5)
                    .forEach(i -> assertThat(BehindProxy.login(
                                            narrow, i % 2 == 0 ? user.username() : unknownName(), PASSWORD, address, "")
                                    .status())
                            .isIn(200, 401));

            assertThat(BehindProxy.login(narrow, user.username(), PASSWORD, address, "")
                            .status())
                    .isEqualTo(429);
            assertThat(BehindProxy.login(narrow, user.username(), PASSWORD, address(), "")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void guessesFromManyAddressesAreDelayedMoreAndMore() {
        try (AuthServiceUnderTest minutes = throttled(Map.of("auth-service.throttling.login.delay.first", "1m"))) {
            String name = minutes.register().username();
            assertThat(guessesFromEverywhere(minutes, name, 10)).containsOnly(401);

            for (int expected : List.of(60, 60, 120, 240)) {
                Answer refused = BehindProxy.login(minutes, name, PASSWORD, address(), "");
                assertThat(refused.status()).isEqualTo(429);
                int delay = Integer.parseInt(refused.header("Retry-After"));
                assertThat(delay).isCloseTo(expected, within(20));
                minutes.bean(TestClock.class).advance(Duration.ofSeconds(delay));
                assertThat(BehindProxy.login(minutes, name, WRONG, address(), "")
                                .status())
                        .isEqualTo(401);
            }

            minutes.bean(TestClock.class).advance(Duration.ofHours(6));
            assertThat(guessesFromEverywhere(minutes, name, 10)).containsOnly(401);
        }
    }

    @Test
    void nameIsTheSameHoweverItIsTyped() {
        TestUser user = service.register();
        guessesFromEverywhere(user.username(), 10);

        assertThat(login(user.username().toUpperCase(java.util.Locale.ROOT), WRONG, address())
                        .status())
                .isEqualTo(429);
    }

    @Test
    void nobodyCanTellFromTheThrottlingWhetherThereIsSuchAUser() {
        TestUser user = service.register();

        for (List<String> names : List.of(
                List.of(user.username(), unknownName()), List.of(user.email(), unknownName() + "@example.org"))) {
            List<String> here = List.of(address(), address());
            for (int i = 0; i < 14; i++) {
                List<String> there = i < 12 ? here : List.of(address(), address());
                Answer known = login(names.get(0), WRONG, there.get(0));
                Answer unknown = login(names.get(1), WRONG, there.get(1));
                assertThat(unknown.status()).isEqualTo(known.status());
                assertThat(unknown.body()).isEqualTo(known.body());
                assertThat(unknown.response().headers().map().keySet())
                        .isEqualTo(known.response().headers().map().keySet());
                assertThat(unknown.status()).isEqualTo(i < 10 ? 401 : 429);
            }
        }
    }

    @Test
    void usernameAndEmailDoNotShowThatTheyAreOfOneUser() {
        TestUser user = service.register();
        String address = address();
        statuses(service, 11, user.username(), address);

        assertThat(login(user.email(), WRONG, address).status()).isEqualTo(401);
    }

    @Test
    void ownerOnADeviceThatLoggedInBeforeIsNotLockedOut() {
        TestUser user = service.register();
        String home = address();
        String cookie = cookie(login(user.username(), PASSWORD, home));
        guessesFromEverywhere(user.username(), 30);

        assertThat(login(user.username(), PASSWORD, address()).status()).isEqualTo(429);
        // the address of then, without a cookie
        assertThat(login(user.username(), PASSWORD, home).status()).isEqualTo(200);
        // the browser of then, anywhere, by either name
        assertThat(BehindProxy.login(service, user.username(), PASSWORD, address(), cookie)
                        .status())
                .isEqualTo(200);
        guessesFromEverywhere(user.email(), 30);
        assertThat(BehindProxy.login(service, user.email(), PASSWORD, address(), cookie)
                        .status())
                .isEqualTo(200);
        // nor does that help who is guessing
        assertThat(login(user.username(), WRONG, address()).status()).isEqualTo(429);
    }

    @Test
    void neighbourBehindTheSameAddressDoesNotLockOutAKnownDevice() {
        try (AuthServiceUnderTest narrow = throttled(Map.of("auth-service.throttling.login.attempts", "30/1h"))) {
            TestUser user = narrow.register();
            String office = address();
            String cookie = cookie(BehindProxy.login(narrow, user.username(), PASSWORD, office, ""));

            assertThat(statuses(narrow, 40, user.username(), office)).endsWith(429, 429);

            assertThat(BehindProxy.login(narrow, user.username(), PASSWORD, office, cookie)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void ownersOfKnownDevicesDoNotLogInAsOftenAsTheyLike() {
        try (AuthServiceUnderTest narrow = throttled(Map.of("auth-service.throttling.login.attempts", "5/1h"))) {
            TestUser user = narrow.register();
            String address = address();
            String cookie = "";
            for (int i = 0; i < 10; i++) {
                cookie = cookie(BehindProxy.login(narrow, user.username(), PASSWORD, address, cookie));
            }

            assertThat(BehindProxy.login(narrow, user.username(), PASSWORD, address, cookie)
                            .status())
                    .isEqualTo(429);
            assertThat(BehindProxy.login(narrow, user.username(), PASSWORD, address(), cookie)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void guessesFromAKnownDeviceAreFewToo() {
        TestUser user = service.register();
        String stolen = cookie(login(user.username(), PASSWORD, address()));
        String other = cookie(login(user.username(), PASSWORD, address()));

        List<Integer> statuses = IntStream.range(0, 20)
                .mapToObj(i -> BehindProxy.login(
                                service, i % 2 == 0 ? user.username() : user.email(), WRONG, address(), stolen)
                        .status())
                .toList();

        assertThat(statuses.subList(0, 10)).containsOnly(401);
        assertThat(statuses.subList(10, 20)).containsOnly(429);
        assertThat(BehindProxy.login(service, user.username(), PASSWORD, address(), stolen)
                        .status())
                .isEqualTo(429);
        assertThat(BehindProxy.login(service, user.username(), PASSWORD, address(), other)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void cookieThatWasMadeUpExpiredOrIsAnothersIsNone() {
        TestUser user = service.register();
        TestUser attacker = service.register();
        String own = cookie(login(attacker.username(), PASSWORD, address()));
        String cookie = cookie(login(user.username(), PASSWORD, address()));
        String[] parts = own.split("\\.", -1);
        guessesFromEverywhere(user.username(), 12);

        for (String forged : List.of(
                own,
                user.id() + own.substring(user.id().length()),
                user.id() + "." + parts[1] + "." + parts[2] + ".",
                user.id() + "." + parts[1] + ".99999999999." + parts[3],
                user.id() + "." + parts[1] + ".99999999999999999999." + parts[3],
                cookie.substring(0, cookie.length() - 2),
                cookie + "A",
                cookie.replace('.', '~'),
                "~~~~~~~~",
                "%00",
                "x".repeat(3000),
                own + "~" + user.id() + "...")) {
            assertThat(BehindProxy.login(service, user.username(), PASSWORD, address(), forged)
                            .status())
                    .as(forged)
                    .isEqualTo(429);
        }
        assertThat(BehindProxy.login(service, user.username(), PASSWORD, address(), own + "~" + cookie)
                        .status())
                .isEqualTo(200);

        service.bean(TestClock.class).advance(Duration.ofDays(181));
        guessesFromEverywhere(user.username(), 12);
        assertThat(BehindProxy.login(service, user.username(), PASSWORD, address(), cookie)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void deviceKnowsEachOfItsUsers() {
        TestUser first = service.register();
        TestUser second = service.register();
        String cookie = cookie(login(first.username(), PASSWORD, address()));
        cookie = cookie(BehindProxy.login(service, second.username(), PASSWORD, address(), cookie));
        guessesFromEverywhere(first.username(), 12);
        guessesFromEverywhere(second.username(), 12);

        Answer again = BehindProxy.login(service, first.username(), PASSWORD, address(), cookie);
        assertThat(again.status()).isEqualTo(200);
        assertThat(BehindProxy.login(service, second.username(), PASSWORD, address(), cookie(again))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void cookieIsOfNoUseToScriptsAndOtherSites() {
        TestUser user = service.register();
        String set = login(user.username(), PASSWORD, address()).header("Set-Cookie");

        assertThat(set)
                .startsWith("device=" + user.id())
                .contains("Path=/;", "HTTPOnly", "SameSite=Strict", "Max-Age=15552000")
                .doesNotContain("Secure")
                .doesNotContain("Domain");
        assertThat(login(user.username(), WRONG, address()).header("Set-Cookie"))
                .isEmpty();
        try (AuthServiceUnderTest secure = throttled(Map.of("auth-service.issuer", "https://auth.test"))) {
            assertThat(BehindProxy.login(secure, user.username(), PASSWORD, address(), "")
                            .header("Set-Cookie"))
                    .contains("Secure");
        }
    }

    @Test
    void rightPasswordsAreNotCountedAsGuesses() {
        TestUser user = service.register();

        for (int i = 0; i < 25; i++) {
            assertThat(login(user.username(), PASSWORD, address()).status()).isEqualTo(200);
        }
        String address = address();
        for (int i = 0; i < 25; i++) {
            assertThat(login(user.username(), PASSWORD, address).status()).isEqualTo(200);
        }
    }

    @Test
    void throttledAttemptCostsNoHash() {
        TestUser user = service.register();
        guessesFromEverywhere(user.username(), 12);
        double hashes = service.metric("executor_completed_tasks_total{name=\"password-hashing\"}");
        double refused = service.metric("auth_throttle_refused_total{limit=\"login.delay\"}");

        assertThat(guessesFromEverywhere(user.username(), 20)).containsOnly(429);

        assertThat(service.metric("executor_completed_tasks_total{name=\"password-hashing\"}"))
                .isEqualTo(hashes);
        assertThat(service.metric("auth_throttle_refused_total{limit=\"login.delay\"}"))
                .isEqualTo(refused + 20);
    }

    @Test
    void parallelGuessesOnTwoInstancesAreNoMoreThanOneByOne() {
        try (AuthServiceUnderTest one = throttled(LONG_DELAY);
                AuthServiceUnderTest other = throttled(LONG_DELAY);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String name : List.of(one.register().username(), unknownName())) {
                List<CompletableFuture<Integer>> guesses = IntStream.range(0, 60)
                        .mapToObj(i -> CompletableFuture.supplyAsync(
                                () -> BehindProxy.login(i % 2 == 0 ? one : other, name, WRONG, address(), "")
                                        .status(),
                                clients))
                        .toList();
                List<Integer> statuses =
                        guesses.stream().map(CompletableFuture::join).toList();

                assertThat(statuses).containsOnly(401, 429);
                assertThat(statuses.stream().filter(status -> status == 401)).hasSize(10);
            }
        }
    }

    @Test
    void addressesThatAStrangerClaimsAreNotHisOwn() {
        try (AuthServiceUnderTest withoutProxy = throttled(
                Map.of("auth-service.trusted-proxies", "", "auth-service.throttling.login.attempts", "5/1h"))) {
            List<Integer> statuses = IntStream.range(0, 8)
                    .mapToObj(i -> withoutProxy
                            .send(request(withoutProxy, unknownName(), WRONG)
                                    .header("X-Forwarded-For", address())
                                    .header("Forwarded", "for=" + address()))
                            .status())
                    .toList();

            // whoever else tests from here has perhaps used up some
            assertThat(statuses).endsWith(429, 429, 429);
        }
    }

    @Test
    void redisHoldsNoNameAndNoAddressAndForgetsEverything() {
        TestUser user = service.register();
        String address = address();
        login(user.username(), WRONG, address);
        login(user.email(), WRONG, address);

        try (RedisClient client = RedisClient.create(
                        BackingServices.shared().redis().uri().toString());
                StatefulRedisConnection<String, String> redis = client.connect()) {
            List<String> keys = redis.sync().keys("throttle:*");
            assertThat(keys).anyMatch(key -> key.startsWith("throttle:login.attempts:"));
            assertThat(keys).anyMatch(key -> key.startsWith("throttle:login.failures:"));
            assertThat(keys).anyMatch(key -> key.startsWith("throttle:login.delay:"));
            assertThat(keys).allSatisfy(key -> {
                assertThat(key + redis.sync().get(key))
                        .doesNotContain(user.username())
                        .doesNotContain(address)
                        .doesNotContain(user.id());
                // -2 is one that has just gone
                assertThat(redis.sync().pttl(key)).as(key).isNotEqualTo(-1);
            });
        }
    }

    private static AuthServiceUnderTest throttled(Map<String, Object> settings) {
        return BehindProxy.throttled(BackingServices.shared(), settings);
    }

    private static String unknownName() {
        return "nobody-" + UUID.randomUUID();
    }

    private Answer login(String name, String password, String address) {
        return BehindProxy.login(service, name, password, address, "");
    }

    private static HttpRequest.Builder request(AuthServiceUnderTest service, String name, String password) {
        return service.request(service.publicUri("/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        AuthServiceUnderTest.json(Map.of("username", name, "password", password))));
    }

    static List<Integer> statuses(AuthServiceUnderTest service, int guesses, String name, String address) {
        return IntStream.range(0, guesses)
                .mapToObj(i ->
                        BehindProxy.login(service, name, WRONG, address, "").status())
                .toList();
    }

    private List<Integer> guessesFromEverywhere(String name, int guesses) {
        return guessesFromEverywhere(service, name, guesses);
    }

    private static List<Integer> guessesFromEverywhere(AuthServiceUnderTest service, String name, int guesses) {
        return IntStream.range(0, guesses)
                .mapToObj(i ->
                        BehindProxy.login(service, name, WRONG, address(), "").status())
                .toList();
    }
}
