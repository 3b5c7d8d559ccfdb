package services.auth.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Waits until everything that Redis had said before has arrived: the answer to an echo comes behind it. One echo serves all who began to wait
 * while the echo before was under way; it is sent after they came, never earlier.
 */
final class Barrier {

    private final Supplier<CompletionStage<?>> echo;
    private boolean isUnderWay;
    private @Nullable Waiting next;

    Barrier(Supplier<CompletionStage<?>> echo) {
        this.echo = echo;
    }

    /**
     * Ends when the answer to an echo that was sent after this call is here; fails as the echo does.
     *
     * @param home where those who wait go on, all of one home in one go; whoever else it has at hand now comes along
     */
    CompletionStage<Void> pass(Executor home) {
        CompletionStage<Void> passed;
        boolean isFirst;
        synchronized (this) {
            next = next == null ? new Waiting() : next;
            passed = next.at(home);
            isFirst = !isUnderWay;
            isUnderWay = true;
        }
        if (isFirst) {
            home.execute(this::sendNext);
        }
        return passed;
    }

    private void send(Waiting waiting) {
        CompletionStage<?> unused = echo.get().whenComplete((ignored, failure) -> {
            // meanwhile the next echo is on its way
            sendNext();
            waiting.goOn(failure);
        });
    }

    private void sendNext() {
        Waiting waiting;
        synchronized (this) {
            waiting = next;
            next = null;
            isUnderWay = waiting != null;
        }
        if (waiting != null) {
            send(waiting);
        }
    }

    /** Those who wait for one echo. */
    private static final class Waiting {

        private final Map<Executor, CompletableFuture<Void>> byHome = LinkedHashMap.newLinkedHashMap(4);

        CompletionStage<Void> at(Executor home) {
            return byHome.computeIfAbsent(home, ignored -> new CompletableFuture<>());
        }

        void goOn(@Nullable Throwable failure) {
            byHome.forEach((home, waiting) -> home.execute(() -> {
                if (failure == null) {
                    waiting.complete(null);
                } else {
                    waiting.completeExceptionally(failure);
                }
            }));
        }
    }
}
