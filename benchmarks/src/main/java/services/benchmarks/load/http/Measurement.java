package services.benchmarks.load.http;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted.
 *
 * @param tallies by the kind of request
 */
public record Measurement(Duration took, Map<String, Tally> tallies) {

    private static final double NANOS = 1e9;

    /** Of all kinds together. */
    public Tally all() {
        Tally all = new Tally();
        tallies.values().forEach(all::add);
        return all;
    }

    /** Of one kind; empty where none was sent. */
    public Tally of(String kind) {
        Tally tally = tallies.get(kind);
        return tally == null ? new Tally() : tally;
    }

    /** Right answers in a second, of all kinds. */
    public double rate() {
        return all().right() * NANOS / Math.max(1, took.toNanos());
    }

    /** Right answers in a second, of one kind. */
    public double rate(String kind) {
        return of(kind).right() * NANOS / Math.max(1, took.toNanos());
    }

    /** Both, one after the other. */
    public Measurement and(Measurement other) {
        Map<String, Tally> sum = new TreeMap<>();
        for (Measurement part : new Measurement[] {this, other}) {
            part.tallies.forEach((kind, tally) ->
                    sum.computeIfAbsent(kind, ignored -> new Tally()).add(tally));
        }
        return new Measurement(took.plus(other.took), sum);
    }
}
