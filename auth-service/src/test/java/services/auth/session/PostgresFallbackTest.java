package services.auth.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import services.auth.error.UnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresFallbackTest {

    private static final int QUEUE = 3;
    private static final Liveness DEAD = new Liveness.Dead("its session is over");

    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final PostgresFallback fallback = new PostgresFallback(
            Bulkhead.of(
                    "test",
                    BulkheadConfig.custom()
                            .maxConcurrentCalls(1)
                            .maxWaitDuration(Duration.ofMinutes(1))
                            .build()),
            QUEUE,
            blocking);

    @AfterEach
    void close() {
        blocking.close();
    }

    @Test
    void whoComesAfterThoseWhoWaitIsAnsweredAtOnceAndTheyInTheirTurn() {
        CompletableFuture<Liveness> database = new CompletableFuture<>();
        List<CompletableFuture<Liveness>> waiting = Stream.generate(
                        () -> fallback.ask(database::join).toCompletableFuture())
                .limit(QUEUE)
                .toList();

        CompletableFuture<Liveness> oneMore = fallback.ask(database::join).toCompletableFuture();

        assertThat(oneMore).isDone();
        assertThatThrownBy(oneMore::join).hasCauseInstanceOf(UnavailableException.class);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);

        database.complete(DEAD);
        assertThat(waiting)
                .allSatisfy(one ->
                        assertThat(one).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(DEAD));
    }

    @Test
    void failureMakesRoomToo() {
        for (int i = 0; i < 10 * QUEUE; i++) {
            CompletableFuture<Liveness> failing = fallback.ask(() -> {
                        throw new IllegalStateException("the database is gone");
                    })
                    .toCompletableFuture();
            assertThatThrownBy(failing::join).hasCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(fallback.ask(() -> DEAD).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
    }
}
