package services.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns SIGINT, SIGTERM and SIGHUP into an interruption of the main thread, waits until that has put everything away,
 * and then ends the program with status 0: being asked to stop is no failure.
 */
final class Farewell {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Thread main;
    private final CountDownLatch putAway = new CountDownLatch(1);
    private final AtomicBoolean endingByItself = new AtomicBoolean();

    private Farewell(Thread main) {
        this.main = main;
    }

    static Farewell of(Thread main) {
        Farewell farewell = new Farewell(main);
        Runtime.getRuntime().addShutdownHook(new Thread(farewell::onSignal, "farewell"));
        return farewell;
    }

    /** Ends the program from the main thread, after everything is put away. */
    void end(int status) {
        putAway.countDown();
        if (endingByItself.compareAndSet(false, true)) {
            System.exit(status);
        }
    }

    private void onSignal() {
        if (!endingByItself.compareAndSet(false, true)) {
            return;
        }
        main.interrupt();
        try {
            boolean inTime = putAway.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
            Runtime.getRuntime().halt(inTime ? 0 : 1);
        } catch (InterruptedException ignored) {
            Runtime.getRuntime().halt(1);
        }
    }
}
