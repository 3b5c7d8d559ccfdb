package services.local.history.run;

import java.time.Duration;
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
import services.backing.Postgres;
import services.backing.Redis;
import services.local.LocalSystem;
import services.local.ServiceProcess;

/** Brings the faults of a plan about, one after the other, when so many operations were answered. */
final class FaultSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaultSchedule.class);
    private static final long LOOK_MILLISECONDS = 5;
    private static final Duration START_UNDER_LOAD = Duration.ofMinutes(10);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Queue<Plan.PlannedFault> faults;
    private final Recorder recorder;
    private final Redis redis;
    private final Postgres postgres;
    private final ServiceProcess firstAuth;
    private final ServiceProcess secondAuth;

    FaultSchedule(List<Plan.PlannedFault> faults, LocalSystem system, ServiceProcess secondAuth, Recorder recorder) {
        this.faults = new ArrayDeque<>(faults);
        this.recorder = recorder;
        redis = system.redis();
        postgres = system.postgres();
        firstAuth = system.auth();
        this.secondAuth = secondAuth;
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
        begin(planned.fault());
        goOn(planned, begin);
    }

    private void goOn(Plan.PlannedFault planned, long begin) {
        if (recorder.now() - begin < planned.lasts().toNanos()) {
            again(planned.fault());
            schedule(() -> goOn(planned, begin), LOOK_MILLISECONDS);
        } else {
            end(planned.fault());
            recorder.enter(planned.fault().name(), planned.fault().gone(), begin);
            look();
        }
    }

    /** What is forgotten once is soon known again: so it is forgotten in the middle of everything. */
    private void again(Fault fault) {
        if (fault == Fault.REDIS_WIPED_AGAIN_AND_AGAIN) {
            redis.wipe();
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

    private void begin(Fault fault) {
        switch (fault) {
            case REDIS_KILLED, REDIS_REPLACED_BY_AN_EMPTY_ONE -> redis.kill();
            case REDIS_WIPED, REDIS_WIPED_AGAIN_AND_AGAIN -> redis.wipe();
            case REDIS_PAUSED -> redis.pause();
            case POSTGRES_KILLED -> postgres.kill();
            case POSTGRES_PAUSED -> postgres.pause();
            case BOTH_KILLED -> {
                postgres.kill();
                redis.kill();
            }
            case REDIS_WIPED_WHILE_POSTGRES_IS_PAUSED -> {
                postgres.pause();
                redis.wipe();
            }
            case REDIS_EMPTIED_WHILE_POSTGRES_IS_PAUSED -> {
                postgres.pause();
                redis.kill();
                redis.startEmpty();
            }
            case FIRST_AUTH_KILLED -> firstAuth.kill();
            case SECOND_AUTH_RESTARTED -> secondAuth.stop();
            case SECOND_AUTH_PAUSED -> secondAuth.pause();
            case REDIS_WIPED_WHILE_FIRST_AUTH_IS_PAUSED -> {
                firstAuth.pause();
                redis.wipe();
            }
        }
    }

    private void end(Fault fault) {
        switch (fault) {
            case REDIS_KILLED -> redis.start();
            case REDIS_REPLACED_BY_AN_EMPTY_ONE -> redis.startEmpty();
            case REDIS_WIPED, REDIS_WIPED_AGAIN_AND_AGAIN -> {}
            case REDIS_PAUSED -> redis.resume();
            case POSTGRES_KILLED -> postgres.start();
            case POSTGRES_PAUSED, REDIS_WIPED_WHILE_POSTGRES_IS_PAUSED, REDIS_EMPTIED_WHILE_POSTGRES_IS_PAUSED ->
                postgres.resume();
            case BOTH_KILLED -> {
                redis.start();
                postgres.start();
            }
            case FIRST_AUTH_KILLED -> start(firstAuth);
            case SECOND_AUTH_RESTARTED -> start(secondAuth);
            case SECOND_AUTH_PAUSED -> secondAuth.resume();
            case REDIS_WIPED_WHILE_FIRST_AUTH_IS_PAUSED -> firstAuth.resume();
        }
    }

    private static void start(ServiceProcess service) {
        service.launch();
        service.awaitReady(START_UNDER_LOAD);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
