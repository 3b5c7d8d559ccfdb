package services.benchmarks.load.ceiling;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Threads that do the same again and again until the time is over. */
final class Threads {

    /** What a thread does; each has its own. */
    interface Work extends AutoCloseable {

        void once() throws Exception;

        @Override
        default void close() throws Exception {
            // most work holds nothing
        }
    }

    private final int count;

    Threads(int count) {
        this.count = count;
    }

    static Threads onEachProcessor() {
        return new Threads(Runtime.getRuntime().availableProcessors());
    }

    /** @return how often all of them together did it, in a second */
    double perSecond(Callable<? extends Work> work, Duration duration) {
        long begin = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(count)) {
            List<Future<Long>> running = IntStream.range(0, count)
                    .mapToObj(ignored -> pool.submit(() -> repeat(work.call(), begin + duration.toNanos())))
                    .toList();
            long times = 0;
            for (Future<Long> thread : running) {
                times += thread.get();
            }
            return times * 1e9 / (System.nanoTime() - begin);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A ceiling cannot be measured", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long repeat(Work work, long end) throws Exception {
        try (work) {
            long times = 0;
            while (System.nanoTime() < end) {
                work.once();
                times++;
            }
            return times;
        }
    }
}
