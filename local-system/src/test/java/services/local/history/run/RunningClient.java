package services.local.history.run;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Goes through the steps of one client. */
final class RunningClient implements Runnable {

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
            make(step.moves());
            threads.schedule(this, step.pause().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException | Error failure) {
            done.completeExceptionally(failure);
        }
    }

    private void make(List<Step.Move> moves) {
        List<CompletableFuture<Void>> others = moves.stream()
                .skip(1)
                .map(move -> CompletableFuture.runAsync(() -> mover.make(move), atOnce))
                .toList();
        mover.make(moves.getFirst());
        others.forEach(CompletableFuture::join);
    }
}
