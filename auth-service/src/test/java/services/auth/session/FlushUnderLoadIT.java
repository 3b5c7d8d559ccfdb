package services.auth.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.resilience4j.bulkhead.Bulkhead;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Redis loses everything, again and again, while clients show tokens to two instances and log some of them out: nothing revoked
 * is accepted, nothing live is refused, and soon PostgreSQL is left alone again.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FlushUnderLoadIT {

    private static final Logger LOG = LoggerFactory.getLogger(FlushUnderLoadIT.class);

    private static final int USERS = 30;
    private static final int LOGINS_OF_EACH = 10;
    private static final int LOGOUTS = 10;
    private static final int LOSSES = 4;
    private static final int CLIENTS = 6;

    private final BackingServices backing = BackingServices.dedicated();
    private final List<AuthServiceUnderTest> instances =
            List.of(AuthServiceUnderTest.on(backing), AuthServiceUnderTest.on(backing));
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + LOGOUTS + 1);

    private enum State {
        LIVE,
        /** Its logout runs or was not confirmed, so either answer is right. */
        ENDING,
        REVOKED
    }

    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final Queue<String> wrongAnswers = new ConcurrentLinkedQueue<>();
    private final AtomicLong validations = new AtomicLong();
    private final AtomicLong unavailable = new AtomicLong();
    private final AtomicLong lookUps = new AtomicLong();
    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicLong next = new AtomicLong();
    private volatile long lastLookUp;
    private volatile long validationsAtLastLookUp;

    @AfterEach
    void stop() {
        done.set(true);
        threads.shutdownNow();
        instances.forEach(AuthServiceUnderTest::close);
        backing.close();
    }

    @Test
    void nothingRevokedLivesAndNothingLiveIsLost() {
        instances.forEach(
                instance -> instance.bean(Bulkhead.class).getEventPublisher().onCallPermitted(ignored -> noteLookUp()));
        List<String> tokens = logIn();
        logOut(tokens.subList(0, LOGOUTS));
        List<CompletableFuture<Void>> clients = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> showUntilDone(tokens), threads))
                .limit(CLIENTS)
                .toList();
        awaitWarmth();

        for (int loss = 1; loss <= LOSSES; loss++) {
            lose(loss, tokens.subList(loss * LOGOUTS, (loss + 1) * LOGOUTS));
        }

        done.set(true);
        clients.forEach(CompletableFuture::join);
        assertThat(wrongAnswers).isEmpty();
        String callerToken = any().clientToken();
        instances.forEach(instance -> states.forEach((token, state) -> assertThat(
                        instance.validateAs(callerToken, token).text("authenticated"))
                .isEqualTo(state == State.LIVE ? "true" : "false")));
    }

    private void lose(int loss, List<String> loggedOut) {
        long lookUpsBefore = lookUps.get();
        long validationsBefore = validations.get();
        CompletableFuture<Void> logouts = CompletableFuture.runAsync(() -> logOut(loggedOut), threads);
        long lostAt = System.nanoTime();
        backing.redis().wipe();
        validationsAtLastLookUp = validations.get();

        logouts.join();
        awaitWarmth();

        LOG.info(
                "Loss {}: {} look-ups in PostgreSQL, the last one {} ms after it; {} validations until sure, {} of all were 503",
                loss,
                lookUps.get() - lookUpsBefore,
                Duration.ofNanos(lastLookUp - lostAt).toMillis(),
                validations.get() - validationsBefore,
                unavailable.get());
        assertThat(lookUps.get() - lookUpsBefore).as("look-ups").isGreaterThanOrEqualTo(states.size() - LOGOUTS);
    }

    /** Waits until every token was shown once more and PostgreSQL was asked about none of them. */
    private void awaitWarmth() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> validations.get() - validationsAtLastLookUp > states.size() + CLIENTS);
    }

    private void noteLookUp() {
        lastLookUp = System.nanoTime();
        validationsAtLastLookUp = validations.get();
        lookUps.incrementAndGet();
    }

    private List<String> logIn() {
        List<String> tokens = Stream.generate(() -> any().register())
                .limit(USERS)
                .flatMap(user -> Stream.generate(() -> any().tokenOf(user)).limit(LOGINS_OF_EACH))
                .toList();
        tokens.forEach(token -> states.put(token, State.LIVE));
        return tokens;
    }

    private void logOut(List<String> tokens) {
        tokens.forEach(token -> states.put(token, State.ENDING));
        tokens.stream()
                .map(token -> CompletableFuture.runAsync(() -> logOut(token), threads))
                .toList()
                .forEach(CompletableFuture::join);
    }

    private void logOut(String token) {
        int status = any().logout(token).status();
        assertThat(status).isIn(200, 503);
        // 503 promises nothing yet
        if (status == 200) {
            states.put(token, State.REVOKED);
        }
    }

    private void showUntilDone(List<String> tokens) {
        String callerToken = any().clientToken();
        while (!done.get()) {
            String token = tokens.get((int) (next.getAndIncrement() % tokens.size()));
            State before = states.get(token);
            Answer answer = any().validateAs(callerToken, token);
            judge(answer, before, states.get(token));
            validations.incrementAndGet();
        }
    }

    private void judge(Answer answer, @Nullable State before, @Nullable State after) {
        if (answer.status() == 503) {
            unavailable.incrementAndGet();
            return;
        }
        boolean live = answer.text("authenticated").equals("true");
        boolean isWrong = answer.status() != 200 || (live ? before == State.REVOKED : after == State.LIVE);
        if (isWrong) {
            wrongAnswers.add(before + " to " + after + ": " + answer.status() + " " + answer.body());
        }
    }

    private AuthServiceUnderTest any() {
        return instances.get(ThreadLocalRandom.current().nextInt(instances.size()));
    }
}
