package services.resource.gathering;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Ends what takes too long. Everything may take equally long here, so that what began first is late first and one timer does for all:
 * one for each would be started and stopped with every request.
 */
public final class Patience {

    private final Duration longest;

    // guarded by itself, and whether there is a timer with it; in the order of their ends
    private final Queue<Running> running = new ArrayDeque<>();
    private boolean isTimed;

    /** Lets go of an answer that is there: an older one that takes long must not keep it in memory. */
    private static final class Running {

        private final long end;
        private volatile @Nullable CompletableFuture<?> answer;

        Running(CompletableFuture<?> answer, long end) {
            this.end = end;
            this.answer = answer;
            CompletableFuture<?> unused = answer.whenComplete((ignored, alsoIgnored) -> this.answer = null);
        }

        boolean isOver() {
            return answer == null;
        }

        void end() {
            CompletableFuture<?> late = answer;
            if (late != null) {
                late.completeExceptionally(new TimeoutException());
            }
        }
    }

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
            while (!running.isEmpty() && running.element().isOver()) {
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
        List<Running> late = new ArrayList<>();
        synchronized (running) {
            long now = System.nanoTime();
            isTimed = false;
            for (Running eldest = running.peek(); eldest != null && !isTimed; eldest = running.peek()) {
                if (eldest.isOver() || eldest.end - now <= 0) {
                    late.add(running.remove());
                } else {
                    isTimed = true;
                    startTimer(eldest.end - now);
                }
            }
        }
        late.forEach(Running::end);
    }
}
