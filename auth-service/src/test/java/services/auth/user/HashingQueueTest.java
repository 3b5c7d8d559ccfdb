package services.auth.user;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HashingQueueTest {

    private static final long HASH = Duration.ofMillis(50).toNanos();

    private final HashingQueue queue = new HashingQueue(2, 64, Duration.ofSeconds(1));

    @Test
    void untilItIsKnownHowLongAHashTakesTheSetNumberMayWait() {
        assertThat(entering()).isEqualTo(2 + 64);
    }

    @Test
    void onlySoManyEnterAsAreHashedInABearableTime() {
        queue.took(HASH);

        // a second has room for 20 hashes on each of two threads
        assertThat(entering()).isEqualTo(40);
        assertThat(queue.isFull()).isTrue();
    }

    @Test
    void queueIsNeverLongerThanSet() {
        queue.took(1);

        assertThat(entering()).isEqualTo(2 + 64);
    }

    @Test
    void quarterMayWaitHoweverLongAHashTakes() {
        queue.took(Duration.ofMinutes(1).toNanos());

        assertThat(entering()).isEqualTo(2 + 16);
    }

    @Test
    void machineThatBecomesSlowLetsInFewerAndMoreAgainLater() {
        queue.took(HASH);
        IntStream.range(0, 100).forEach(ignored -> queue.took(10 * HASH));
        assertThat(entering()).isBetween(18, 19);

        IntStream.range(0, 100).forEach(ignored -> queue.took(HASH));
        assertThat(entering()).isGreaterThan(35);
    }

    @Test
    void whoLeavesMakesRoom() {
        int entered = entering();

        queue.leave();

        assertThat(queue.isFull()).isFalse();
        assertThat(queue.tryEnter()).isTrue();
        assertThat(queue.tryEnter()).isFalse();
        assertThat(queue.entered()).isEqualTo(entered);
    }

    @Test
    void ofManyAtOnceNoMoreEnterThanThereIsRoomFor() {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            var entering = IntStream.range(0, 1000)
                    .mapToObj(ignored -> CompletableFuture.supplyAsync(queue::tryEnter, threads))
                    .toList();

            // one that is turned away is counted for a moment, so that a few less may have entered
            assertThat(entering.stream().filter(CompletableFuture::join).count())
                    .isBetween(50L, 66L)
                    .isEqualTo(queue.entered());
        }
    }

    private int entering() {
        int entered = queue.entered();
        while (queue.tryEnter()) {
            entered++;
        }
        return entered;
    }
}
