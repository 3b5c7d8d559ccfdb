package services.auth.attack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.BehindProxy;
import services.auth.TestClock;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static services.auth.AuthServiceUnderTest.PASSWORD;

/**
 * 10,000 guesses at one secret, each from an address of its own, many at once, at two instances with the limits as they are
 * by default. Time is the services' own and runs ahead: a day passes in a minute. A guess that is refused with 429 is none.
 */
class AttackIT {

    private static final Logger LOG = LoggerFactory.getLogger(AttackIT.class);

    private static final int WAVES = 100;
    private static final int GUESSES_IN_A_WAVE = 100;
    private static final int AT_ONCE = 16;
    private static final int GUESSES_FOR_A_MAIL = 10;

    private final List<AuthServiceUnderTest> instances = List.of(
            BehindProxy.throttled(BackingServices.shared(), Map.of()),
            BehindProxy.throttled(BackingServices.shared(), Map.of()));
    private final ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    private final long begin = System.nanoTime();

    private TestUser owner;
    private String knownDevice;

    @BeforeEach
    void ownerHasLoggedInBefore() {
        owner = instances.getFirst().registerAndConfirm();
        knownDevice = BehindProxy.cookie(
                BehindProxy.login(instances.getFirst(), owner.username(), PASSWORD, BehindProxy.address(), ""));
    }

    @AfterEach
    void stop() {
        clients.close();
        instances.forEach(AuthServiceUnderTest::close);
    }

    /** At both names of the account. */
    @ParameterizedTest
    @ValueSource(ints = {1, 24})
    void passwordIsGuessedAtNoOftenerThanTheBound(int hours) {
        Duration attack = Duration.ofHours(hours);

        long lookedAt = guesses(
                        attack,
                        (instance, number) -> BehindProxy.login(
                                instance,
                                number % 4 < 2 ? owner.username() : owner.email(),
                                "guess " + number,
                                BehindProxy.address(),
                                ""))
                .stream()
                .filter(answer -> answer.status() == 401)
                .count();

        long bound = 2 * (20 + lasted(attack).dividedBy(Duration.ofMinutes(15)));
        LOG.info("{} of 10,000 guesses at a password in {} h were looked at, the bound is {}", lookedAt, hours, bound);
        assertThat(lookedAt).isBetween(20L, bound);
        // were the next guess the right one, it would not be looked at either
        assertThat(BehindProxy.login(instances.getLast(), owner.email(), PASSWORD, BehindProxy.address(), "")
                        .status())
                .isEqualTo(429);
    }

    /** In every flow that takes a code, with new codes asked for all the time. */
    @Test
    void codeIsGuessedAtNoOftenerThanTheBound() {
        Duration attack = Duration.ofDays(1);

        long lookedAt = guesses(attack, this::guessCode).stream()
                .filter(answer -> answer.status() == 400 && answer.text("code").equals("invalid_code"))
                .count();

        double days = (double) lasted(attack).toMillis() / Duration.ofDays(1).toMillis();
        long bound = (long) (20 + 20 * days);
        LOG.info("{} of 10,000 guesses at codes in a day were looked at, the bound is {}", lookedAt, bound);
        assertThat(lookedAt).isBetween(10L, bound);
        assertThat(mailsAskedFor()).isBetween(1.0, 15 + 15 * days);
        assertThat(BehindProxy.login(instances.getFirst(), owner.username(), PASSWORD, BehindProxy.address(), "")
                        .status())
                .isEqualTo(200);
    }

    /** Not those that came: a clock that jumps makes an instance believe that the other has died over one, and send it again. */
    private double mailsAskedFor() {
        double refused = instances.stream()
                .mapToDouble(instance -> instance.metric("auth_throttle_refused_total{limit=\"code.mails\"}"))
                .sum();
        return (double) WAVES * GUESSES_IN_A_WAVE / GUESSES_FOR_A_MAIL - refused;
    }

    private Answer guessCode(AuthServiceUnderTest instance, int number) {
        String address = BehindProxy.address();
        if (number % GUESSES_FOR_A_MAIL == 0) {
            BehindProxy.post(instance, "/password/forgot", Map.of("email", owner.email()), address);
        }
        String code = String.format("%06d", number);
        return number % 4 < 2
                ? BehindProxy.post(instance, "/password/reset", reset(code), address)
                : BehindProxy.post(
                        instance, "/register/confirm", Map.of("email", owner.email(), "code", code), address);
    }

    private Map<String, String> reset(String code) {
        return Map.of("email", owner.email(), "code", code, "new_password", "the password of a thief");
    }

    /** Between the waves the owner logs in where they did before, as if nothing were. */
    private List<Answer> guesses(Duration attack, BiFunction<AuthServiceUnderTest, Integer, Answer> guess) {
        return IntStream.range(0, WAVES)
                .boxed()
                .flatMap(wave -> {
                    if (wave > 0) {
                        instances.forEach(
                                instance -> instance.bean(TestClock.class).advance(attack.dividedBy(WAVES)));
                    }
                    List<Answer> answers = wave(wave, guess);
                    assertThat(BehindProxy.login(
                                            instances.get(wave % 2),
                                            owner.username(),
                                            PASSWORD,
                                            BehindProxy.address(),
                                            knownDevice)
                                    .status())
                            .isEqualTo(200);
                    return answers.stream();
                })
                .toList();
    }

    private List<Answer> wave(int wave, BiFunction<AuthServiceUnderTest, Integer, Answer> guess) {
        List<CompletableFuture<Answer>> guesses = IntStream.range(0, GUESSES_IN_A_WAVE)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> guess.apply(instances.get(i % 2), wave * GUESSES_IN_A_WAVE + i), clients))
                .toList();
        return guesses.stream().map(CompletableFuture::join).toList();
    }

    /** With the time that really passed, in which the buckets fill too. */
    private Duration lasted(Duration attack) {
        return attack.plusNanos(System.nanoTime() - begin);
    }
}
