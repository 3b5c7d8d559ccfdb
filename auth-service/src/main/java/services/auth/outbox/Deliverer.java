package services.auth.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import services.auth.error.Outage;

/** Delivers what is in an outbox, on threads of its own: as soon as it is there, a few at once. */
public final class Deliverer<T extends Outgoing> {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final String name;
    private final News news;
    private final Supplier<Optional<T>> claim;
    private final Consumer<T> deliver;
    private final Logger log;
    private final Semaphore free;
    private final ExecutorService workers;
    private final Thread dispatcher;
    private volatile boolean isStopping;
    private boolean isReadable = true;

    /**
     * Delivers nothing until it is started.
     *
     * @param name for the log, in the plural
     * @param atOnce how many are delivered at the same time
     * @param claim takes out one that is due, to be delivered by the caller and for a while by nobody else
     * @param deliver tries to, and records what became of it; no transaction is open
     */
    public Deliverer(String name, News news, int atOnce, Supplier<Optional<T>> claim, Consumer<T> deliver, Logger log) {
        this.name = name;
        this.news = news;
        this.free = new Semaphore(atOnce);
        this.claim = claim;
        this.deliver = deliver;
        this.log = log;
        this.workers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
        this.dispatcher = Thread.ofVirtual().name(name).unstarted(this::dispatch);
    }

    public void start() {
        dispatcher.start();
    }

    /** Lets what is being delivered come to its end, for a while. */
    public void stop() throws InterruptedException {
        isStopping = true;
        news.tell();
        dispatcher.join(GRACE);
        workers.shutdown();
        if (!workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            workers.shutdownNow();
        }
    }

    private void dispatch() {
        while (!isStopping) {
            try {
                news.await(POLL_INTERVAL);
                deliverWhatIsDue();
                isReadable = true;
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                if (isReadable) {
                    log.warn("{} wait, for their queue cannot be read: {}", name, Outage.describe(failure));
                }
                isReadable = false;
            }
        }
    }

    /** Takes out one after the other, each when somebody is free to deliver it at once. */
    private void deliverWhatIsDue() throws InterruptedException {
        boolean more = true;
        while (more && !isStopping) {
            if (free.tryAcquire(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                more = deliverNext();
            }
        }
    }

    /** Whether there was one. */
    private boolean deliverNext() {
        boolean delivering = false;
        try {
            Optional<T> claimed = claim.get();
            claimed.ifPresent(one -> workers.execute(() -> deliverAndBeFree(one)));
            delivering = claimed.isPresent();
            return delivering;
        } finally {
            if (!delivering) {
                free.release();
            }
        }
    }

    private void deliverAndBeFree(T one) {
        try {
            deliver.accept(one);
        } catch (RuntimeException failure) {
            // PostgreSQL is away: when the claim ends, it is tried again
            log.warn("What became of {} cannot be recorded: {}", one, Outage.describe(failure));
        } finally {
            free.release();
        }
    }
}
