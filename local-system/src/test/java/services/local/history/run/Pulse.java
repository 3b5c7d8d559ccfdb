package services.local.history.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

import services.local.ServiceProcess;
import services.local.history.Part;
import services.local.roundtrip.Call;
import services.local.roundtrip.Caller;

/**
 * Asks a service again and again whether it is there, which takes it no work and nobody else. When even that takes long, the
 * machine gives nobody the time to keep a promise about time.
 */
final class Pulse implements Runnable {

    static final Duration INTERVAL = Duration.ofMillis(200);

    private static final Duration SLOW = Duration.ofMillis(300);

    /** Of the 15 seconds that a client waits, so many are too many. */
    private static final Duration STANDSTILL = Duration.ofSeconds(5);

    private final Caller caller = new Caller();
    private final Call question;
    private final Recorder recorder;

    Pulse(ServiceProcess service, Recorder recorder) {
        this.question = Call.get(service.internalUrl().resolve("/health/liveness"));
        this.recorder = recorder;
    }

    @Override
    public void run() {
        long begin = recorder.now();
        try {
            caller.send(question);
        } catch (IOException ignored) {
            // who is gone says so at once
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long took = recorder.now() - begin;
        if (took > STANDSTILL.toNanos()) {
            recorder.enter("the machine stood still", Set.of(Part.values()), begin);
        } else if (took > SLOW.toNanos()) {
            recorder.enter("the machine was slow", Set.of(), begin);
        }
    }
}
