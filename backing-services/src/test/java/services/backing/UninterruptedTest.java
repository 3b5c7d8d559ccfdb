package services.backing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UninterruptedTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void interruptionOfTheCallerDoesNotReachTheWorkAndIsKept() {
        AtomicBoolean reached = new AtomicBoolean();
        Thread.currentThread().interrupt();

        String answer = Uninterrupted.call("working", LONG, () -> {
            reached.set(Thread.currentThread().isInterrupted());
            return "done";
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo("done");
        assertThat(reached).isFalse();
    }

    @Test
    void workThatNeverEndsIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> Uninterrupted.call("waiting", Duration.ofMillis(100), () -> {
                    never.await();
                    return "done";
                }))
                .isInstanceOf(BackingServiceFailure.class)
                .hasMessageStartingWith("waiting failed: no answer");
    }

    @Test
    void failureIsToldByItsRoot() {
        assertThatThrownBy(() -> Uninterrupted.call("starting", LONG, () -> {
                    throw new IllegalStateException("around", new IllegalArgumentException("port taken\nand more"));
                }))
                .isInstanceOf(BackingServiceFailure.class)
                .hasMessage("starting failed: port taken");
    }

    @Test
    void enginesAnswerIsToldWithoutItsJson() {
        assertThat(Uninterrupted.reason(new IllegalStateException("Status 500: {\"message\":\"Get \\\"it\\\"\"}")))
                .isEqualTo("Get \"it\"");
    }
}
