package services.benchmarks.load.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/** The answers to requests of one kind: how many were right, what the others were, and how long the right ones took. */
public final class Tally {

    /** Of what is told about times: three digits. */
    private static final int DIGITS = 3;

    private final Histogram microseconds = new Histogram(DIGITS);
    private final Map<String, Long> others = new TreeMap<>();

    void right(long nanoseconds) {
        microseconds.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanoseconds)));
    }

    void other(String what) {
        others.merge(what, 1L, Long::sum);
    }

    public void add(Tally more) {
        microseconds.add(more.microseconds);
        addOthers(more);
    }

    /** Adds only what was not right. */
    public void addOthers(Tally more) {
        more.others.forEach((what, count) -> others.merge(what, count, Long::sum));
    }

    /** How many answers were right. */
    public long right() {
        return microseconds.getTotalCount();
    }

    /** How many were something else, by what they were: the status, or why there was none. */
    public Map<String, Long> others() {
        return Map.copyOf(others);
    }

    /** How many were something else. */
    public long otherCount() {
        return others.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The time, in milliseconds, within which that share of the right answers came. */
    public double percentile(double percent) {
        return microseconds.getValueAtPercentile(percent) / 1000.0;
    }

    /** In milliseconds. */
    public double longest() {
        return microseconds.getMaxValue() / 1000.0;
    }
}
