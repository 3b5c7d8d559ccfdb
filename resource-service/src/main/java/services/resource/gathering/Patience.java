package services.resource.gathering;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends what takes too long. Everything may take equally long here, so that what began first is late first and one timer does for all:
 * one for each would be started and stopped with every request.
 */
public final class Patience {

    private final Duration longest;

    // guarded by itself, and whether there is a timer with it; in the order of their ends
    private final Queue<Running> running = new ArrayDeque<>();
    private boolean isTimed;

    private record Running(CompletableFuture<?> answer, long end) {}

    /** @param longest that anything may take */
    public Patience(Duration longest) {
        this.longest = longest;
    }

    /** The same answer, which fails with {@link TimeoutException} when it is not there in time, counted from now. */
    public <T> CompletableFuture<T> limit(CompletableFuture<T> answer) {
        if (answer.isDone()) {
            return answer;
        }
        synchronized (running) {
            // nothing that is over is kept until the timer comes
            for (Running eldest = running.peek();
                    eldest != null && eldest.answer().isDone();
                    eldest = running.peek()) {
                running.remove();
            }
            running.add(new Running(answer, System.nanoTime() + longest.toNanos()));
            if (!isTimed) {
                isTimed = true;
                startTimer(longest.toNanos());
            }
        }
        return answer;
    }

    private void startTimer(long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(this::endWhatIsLate);
    }

    private void endWhatIsLate() {
        List<CompletableFuture<?>> late = new ArrayList<>();
        synchronized (running) {
            long now = System.nanoTime();
            isTimed = false;
            for (Running eldest = running.peek(); eldest != null && !isTimed; eldest = running.peek()) {
                if (eldest.answer().isDone() || eldest.end() - now <= 0) {
                    late.add(running.remove().answer());
                } else {
                    isTimed = true;
                    startTimer(eldest.end() - now);
                }
            }
        }
        late.forEach(answer -> answer.completeExceptionally(new TimeoutException()));
    }
}
