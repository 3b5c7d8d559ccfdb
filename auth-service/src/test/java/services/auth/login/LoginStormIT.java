package services.auth.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micronaut.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.error.UnavailableException;
import services.auth.page.Browser;
import services.auth.user.PasswordHasher;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** More people log in than can be hashed: they are shed early, all alike, and nothing else suffers. */
class LoginStormIT {

    private static final int CLIENTS = 24;
    private static final int VALIDATIONS = 100;

    private static final BackingServices BACKING = BackingServices.dedicated();
    private static final AuthServiceUnderTest SERVICE = AuthServiceUnderTest.on(
            BACKING,
            Map.of(
                    // at its real cost
                    "auth-service.password-hashing.memory", 19456,
                    "auth-service.password-hashing.iterations", 2,
                    "auth-service.password-hashing.niceness", 5,
                    "auth-service.password-hashing.queue-size", 8));

    private final PasswordHasher hasher = SERVICE.bean(PasswordHasher.class);

    @AfterAll
    static void stop() {
        SERVICE.close();
        BACKING.close();
    }

    @Test
    void stormOfLoginsIsShedAndValidationGoesOn() {
        TestUser user = SERVICE.register();
        String token = SERVICE.tokenOf(user);
        String clientToken = SERVICE.clientToken();
        assertThat(SERVICE.validateAs(clientToken, token).text("authenticated")).isEqualTo("true");
        double before = SERVICE.metric("auth_password_hashing_shed_total");
        Duration quiet = validation(clientToken, token);
        AtomicBoolean over = new AtomicBoolean();
        Duration inTheStorm;

        List<CompletableFuture<List<Answer>>> storm;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            storm = IntStream.range(0, CLIENTS)
                    .mapToObj(ignored -> CompletableFuture.supplyAsync(() -> loginsUntil(over, user), clients))
                    .toList();
            try {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> SERVICE.metric("auth_password_hashing_shed_total") > before + CLIENTS);
                inTheStorm = validation(clientToken, token);
            } finally {
                over.set(true);
            }
        }

        List<Answer> answers =
                storm.stream().flatMap(client -> client.join().stream()).toList();
        assertThat(answers).extracting(Answer::status).containsOnly(200, 503).contains(200, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .allSatisfy(answer -> assertThat(answer.header("Retry-After")).isEqualTo("1"));
        // a machine that does something else beside is slow without a storm too
        assertThat(inTheStorm).isLessThan(quiet.multipliedBy(10).plusMillis(200));
        assertThat(SERVICE.login(user.username(), AuthServiceUnderTest.PASSWORD).status())
                .isEqualTo(200);
    }

    /** How long nine of ten take at the most; each of them is answered, and right. */
    private static Duration validation(String clientToken, String token) {
        List<Duration> all = new ArrayList<>();
        for (int i = 0; i < VALIDATIONS; i++) {
            long begin = System.nanoTime();
            Answer answer = SERVICE.validateAs(clientToken, token);
            all.add(Duration.ofNanos(System.nanoTime() - begin));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.text("authenticated")).isEqualTo("true");
        }
        return all.stream().sorted().toList().get(VALIDATIONS * 9 / 10);
    }

    private static List<Answer> loginsUntil(AtomicBoolean over, TestUser user) {
        return Stream.generate(() -> SERVICE.login(user.username(), AuthServiceUnderTest.PASSWORD))
                .takeWhile(ignored -> !over.get())
                .toList();
    }

    @Test
    void loginIsShedBeforeAnythingIsLookedUpForIt() {
        TestUser user = SERVICE.register();
        List<PasswordHasher.Place> all = takeAllPlaces();
        // whoever asked them for anything would wait
        BACKING.postgres().pause();
        BACKING.redis().pause();
        try {
            for (String name :
                    List.of(user.username(), user.email(), UUID.randomUUID().toString())) {
                long begin = System.nanoTime();
                Answer answer = SERVICE.login(name, AuthServiceUnderTest.PASSWORD);

                // not at once: clients that try again without a pause would keep the processors busy
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .isBetween(LoginAdmissionFilter.MOMENT, LoginAdmissionFilter.MOMENT.plusMillis(400));
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text("code")).isEqualTo("temporarily_unavailable");
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            }
        } finally {
            BACKING.redis().resume();
            BACKING.postgres().resume();
            all.forEach(PasswordHasher.Place::close);
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(SERVICE.login(user.username(), AuthServiceUnderTest.PASSWORD)
                                .status())
                        .isEqualTo(200));
    }

    @Test
    void soManyWaitForTheirRefusalAndMoreAreRefusedAtOnce() {
        LoginAdmissionFilter filter = SERVICE.bean(LoginAdmissionFilter.class);
        HttpRequest<?> login = HttpRequest.POST("/login", "");
        List<PasswordHasher.Place> all = takeAllPlaces();
        try {
            List<CompletableFuture<?>> held = IntStream.range(0, LoginAdmissionFilter.MOST_HELD)
                    .<CompletableFuture<?>>mapToObj(
                            ignored -> filter.check(login).toCompletableFuture())
                    .toList();

            assertThatThrownBy(() -> filter.check(login)).isInstanceOf(UnavailableException.class);
            assertThat(held)
                    .allSatisfy(refusal -> assertThat(refusal)
                            .failsWithin(Duration.ofSeconds(5))
                            .withThrowableThat()
                            .withCauseInstanceOf(UnavailableException.class));
            assertThat(filter.check(login)).isNotCompleted();
        } finally {
            all.forEach(PasswordHasher.Place::close);
        }
        assertThat(filter.check(login)).isCompletedWithValue(login);
    }

    @Test
    void browserThatIsShedIsShownAPage() {
        Browser browser = new Browser(SERVICE);
        TestUser user = SERVICE.register();
        List<PasswordHasher.Place> all = takeAllPlaces();
        try {
            Answer answer = browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(Browser.page(answer).text()).isNotEmpty();
        } finally {
            all.forEach(PasswordHasher.Place::close);
        }
        assertThat(browser.signIn(user.username(), AuthServiceUnderTest.PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    private List<PasswordHasher.Place> takeAllPlaces() {
        List<PasswordHasher.Place> all = new ArrayList<>();
        while (true) {
            try {
                all.add(hasher.reserve());
            } catch (UnavailableException full) {
                return all;
            }
        }
    }
}
