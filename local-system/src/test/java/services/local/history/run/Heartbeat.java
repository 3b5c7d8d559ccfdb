package services.local.history.run;

import java.time.Duration;
import java.util.Set;

/** Notices when the machine stands still: a system that got no time to answer in broke no promise. */
final class Heartbeat implements Runnable {

    static final Duration INTERVAL = Duration.ofMillis(100);

    private static final Duration STANDSTILL = Duration.ofSeconds(1);

    private final Recorder recorder;
    private long last;

    Heartbeat(Recorder recorder) {
        this.recorder = recorder;
        this.last = recorder.now();
    }

    @Override
    public void run() {
        long now = recorder.now();
        if (now - last > STANDSTILL.toNanos()) {
            recorder.enter("the machine stood still", Set.of(), last);
        }
        last = now;
    }
}
