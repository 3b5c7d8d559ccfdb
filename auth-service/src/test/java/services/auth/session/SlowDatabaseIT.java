package services.auth.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** PostgreSQL hangs at full load: what needs it is shed, what does not goes on, and everything is well afterwards. */
class SlowDatabaseIT {

    private static final int QUEUE = 20;
    private static final int REQUESTS = 300;

    private final BackingServices backing = BackingServices.dedicated();
    private final AuthServiceUnderTest service =
            AuthServiceUnderTest.on(backing, Map.of("auth-service.database.queue-size", QUEUE));

    @AfterEach
    void stop() {
        service.close();
        backing.close();
    }

    private record Timed(Answer answer, Duration took) {

        static Timed of(Supplier<Answer> request) {
            long begin = System.nanoTime();
            Answer answer = request.get();
            return new Timed(answer, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    @Test
    void hangingDatabaseShedsWhatNeedsItAndLeavesValidationFastAndRight() {
        TestUser user = service.register();
        Pair pair = service.pairOf(user);
        String revoked = service.tokenOf(user);
        String clientToken = service.clientToken();
        assertThat(service.isLive(revoked)).isTrue();
        Timed quiet = Timed.of(() -> service.validateAs(clientToken, pair.token()));
        assertThat(quiet.answer().text("authenticated")).isEqualTo("true");
        assertThat(service.logout(revoked).status()).isEqualTo(200);

        List<CompletableFuture<Timed>> flood;
        backing.postgres().pause();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            flood = IntStream.range(0, REQUESTS)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> Timed.of(() -> number % 2 == 0
                                    ? service.login(user.username(), AuthServiceUnderTest.PASSWORD)
                                    : service.refresh("nobody's token " + number)),
                            clients))
                    .toList();
            for (int i = 0; i < 50; i++) {
                Timed live = Timed.of(() -> service.validateAs(clientToken, pair.token()));
                assertThat(live.answer().status()).as(live.answer().body()).isEqualTo(200);
                assertThat(live.answer().text("authenticated")).isEqualTo("true");
                assertThat(live.took()).isLessThan(quiet.took().multipliedBy(10).plusSeconds(1));
                assertThat(service.validateAs(clientToken, revoked).text("authenticated"))
                        .isEqualTo("false");
            }
            assertThat(service.metric("hikaricp_connections_pending")).isLessThanOrEqualTo(QUEUE);
            CompletableFuture.allOf(flood.toArray(CompletableFuture[]::new)).join();
        } finally {
            backing.postgres().resume();
        }

        List<Timed> answers = flood.stream().map(CompletableFuture::join).toList();
        assertThat(answers).allSatisfy(timed -> {
            assertThat(timed.answer().status()).as(timed.answer().body()).isEqualTo(503);
            assertThat(timed.answer().header("Retry-After")).isEqualTo("1");
        });
        assertThat(service.metric("auth_database_shed_total")).isPositive();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(service.login(user.username(), AuthServiceUnderTest.PASSWORD)
                                .status())
                        .isEqualTo(200));
        Pair next = Pair.of(service.refresh(pair.refreshToken()));
        assertThat(service.isLive(next.token())).isTrue();
        assertThat(service.isLive(pair.token())).isFalse();
        assertThat(service.isLive(revoked)).isFalse();
    }
}
