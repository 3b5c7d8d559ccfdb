package services.local.history.run;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the faults of a plan about, one after the other, when so many operations were answered. */
final class FaultSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaultSchedule.class);
    private static final long LOOK_MILLISECONDS = 5;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Queue<Plan.PlannedFault> faults;
    private final Recorder recorder;
    private final Breakage breakage;

    FaultSchedule(List<Plan.PlannedFault> faults, Breakage breakage, Recorder recorder) {
        this.faults = new ArrayDeque<>(faults);
        this.breakage = breakage;
        this.recorder = recorder;
    }

    /** Completes when the last one was undone. */
    CompletableFuture<Void> start() {
        look();
        return done;
    }

    private void look() {
        Plan.PlannedFault next = faults.peek();
        if (next == null) {
            done.complete(null);
        } else if (recorder.count() >= next.afterOperations()) {
            faults.remove();
            begin(next);
        } else {
            schedule(this::look, LOOK_MILLISECONDS);
        }
    }

    private void begin(Plan.PlannedFault planned) {
        LOG.info(
                "After {} operations: {} for {} ms",
                recorder.count(),
                planned.fault(),
                planned.lasts().toMillis());
        long begin = recorder.now();
        breakage.begin(planned.fault());
        goOn(planned, begin);
    }

    private void goOn(Plan.PlannedFault planned, long begin) {
        if (recorder.now() - begin < planned.lasts().toNanos()) {
            breakage.again(planned.fault());
            schedule(() -> goOn(planned, begin), LOOK_MILLISECONDS);
        } else {
            breakage.end(planned.fault());
            recorder.enter(planned.fault().name(), planned.fault().gone(), begin);
            look();
        }
    }

    private void schedule(Runnable action, long milliseconds) {
        Runnable guarded = () -> {
            try {
                action.run();
            } catch (RuntimeException failure) {
                done.completeExceptionally(failure);
            }
        };
        Future<?> unused = thread.schedule(guarded, milliseconds, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
