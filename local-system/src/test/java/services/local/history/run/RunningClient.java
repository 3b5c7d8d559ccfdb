package services.local.history.run;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import services.local.history.Operation;
import services.local.history.Outcome;

/** Goes through the steps of one client. */
final class RunningClient implements Runnable {

    /** Nobody is there, and the plan is not for nobody. */
    private static final Duration PAUSE_WITHOUT_ANSWER = Duration.ofMillis(500);

    private final Iterator<Step> steps;
    private final Mover mover;
    private final ScheduledExecutorService threads;
    private final Executor atOnce;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    RunningClient(List<Step> steps, Mover mover, ScheduledExecutorService threads, Executor atOnce) {
        this.steps = steps.iterator();
        this.mover = mover;
        this.threads = threads;
        this.atOnce = atOnce;
    }

    /** Completes after the last step. */
    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void run() {
        try {
            if (!steps.hasNext()) {
                done.complete(null);
                return;
            }
            Step step = steps.next();
            Duration pause = make(step.moves()) ? step.pause() : PAUSE_WITHOUT_ANSWER;
            Future<?> unused = threads.schedule(this, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException | Error failure) {
            done.completeExceptionally(failure);
        }
    }

    /** Returns whether there was an answer to the first of them. */
    private boolean make(List<Step.Move> moves) {
        List<CompletableFuture<Void>> others = moves.stream()
                .skip(1)
                .map(move -> CompletableFuture.runAsync(() -> mover.make(move), atOnce))
                .toList();
        Operation first = mover.make(moves.getFirst());
        others.forEach(CompletableFuture::join);
        return first.outcome() != Outcome.NO_ANSWER;
    }
}
