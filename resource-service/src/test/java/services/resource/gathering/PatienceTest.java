package services.resource.gathering;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PatienceTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void whatIsNotThereInTimeFailsThenAndNotBefore() {
        long start = System.nanoTime();
        CompletableFuture<String> answer = new Patience(SHORT).limit(new CompletableFuture<>());

        assertFailsLate(answer);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
    }

    @Test
    void whatIsThereInTimeStaysAsItIs() {
        Patience patience = new Patience(SHORT);
        CompletableFuture<String> answered = patience.limit(new CompletableFuture<>());
        CompletableFuture<String> failed = patience.limit(new CompletableFuture<>());
        CompletableFuture<String> late = patience.limit(new CompletableFuture<>());
        answered.complete("yes");
        failed.completeExceptionally(new IllegalStateException("no"));

        assertFailsLate(late);
        assertThat(answered).isCompletedWithValue("yes");
        assertThat(failed)
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void everythingIsLimitedByItselfWheneverItBegan() {
        Patience patience = new Patience(SHORT);
        List<CompletableFuture<String>> together = Stream.generate(
                        () -> patience.limit(new CompletableFuture<String>()))
                .limit(100)
                .toList();
        assertFailsLate(together.getFirst());
        CompletableFuture<String> begunLater = patience.limit(new CompletableFuture<>());

        together.forEach(PatienceTest::assertFailsLate);
        assertFailsLate(begunLater);
        assertFailsLate(patience.limit(new CompletableFuture<>()));
    }

    @Test
    void whoeverReactsToTheLateOneMayHaveTheNextOneLimited() {
        Patience patience = new Patience(SHORT);
        CompletableFuture<String> next = patience.limit(new CompletableFuture<String>())
                .exceptionallyCompose(late -> patience.limit(new CompletableFuture<>()));

        assertFailsLate(next);
    }

    @Test
    void whatIsThereIsNotKeptBehindWhatIsNot() {
        Patience patience = new Patience(Duration.ofMinutes(1));
        CompletableFuture<Object> slow = patience.limit(new CompletableFuture<>());
        WeakReference<Object> page = new WeakReference<>(answered(patience));

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            System.gc();
            return page.get() == null;
        });
        assertThat(slow).isNotDone();
    }

    private static Object answered(Patience patience) {
        Object page = new Object();
        patience.limit(new CompletableFuture<>()).complete(page);
        return page;
    }

    private static void assertFailsLate(CompletableFuture<String> answer) {
        assertThat(answer)
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(TimeoutException.class);
    }
}
