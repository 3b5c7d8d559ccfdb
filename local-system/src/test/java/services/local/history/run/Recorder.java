package services.local.history.run;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

import services.local.history.Disturbance;
import services.local.history.Operation;
import services.local.history.Part;

/** Writes down what happens, by one clock that nobody sets. */
final class Recorder {

    private final long origin = System.nanoTime();
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Queue<Disturbance> disturbances = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

    /** Nanoseconds since the beginning. */
    long now() {
        return System.nanoTime() - origin;
    }

    void enter(Operation operation) {
        operations.add(operation);
        count.incrementAndGet();
        counts.merge(operation.action().getClass().getSimpleName() + " " + operation.outcome(), 1, Integer::sum);
    }

    void enter(String what, Set<Part> gone, long begin) {
        disturbances.add(new Disturbance(what, gone, begin, now()));
    }

    int count() {
        return count.get();
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    List<Disturbance> disturbances() {
        return List.copyOf(disturbances);
    }

    /** How often which answer came. */
    @Override
    public String toString() {
        return count + " operations " + counts;
    }
}
