package services.benchmarks.load.traffic;

import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;
import services.benchmarks.load.http.Request;
import services.benchmarks.load.http.Traffic;

/** Several kinds in a fixed ratio, evenly among one another. */
public final class Mixture implements Traffic {

    /**
     * One kind.
     *
     * @param share how many of it, where the others have so many of theirs
     */
    public record Part(String kind, Traffic traffic, double share) {}

    private final List<Part> parts;
    private final double[] credit;
    private final double all;

    public Mixture(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.credit = new double[parts.size()];
        this.all = parts.stream().mapToDouble(Part::share).sum();
    }

    @Override
    public @Nullable Request next() {
        for (int i = 0; i < credit.length; i++) {
            credit[i] += parts.get(i).share();
        }
        // whoever has waited longest for its share is next; who has nothing to send goes without
        BitSet untried = new BitSet();
        untried.set(0, credit.length);
        while (!untried.isEmpty()) {
            int most = mostDue(untried);
            untried.clear(most);
            Request next = parts.get(most).traffic().next();
            if (next != null) {
                credit[most] -= all;
                return next;
            }
            credit[most] = 0;
        }
        return null;
    }

    private int mostDue(BitSet untried) {
        int most = untried.nextSetBit(0);
        for (int i = most; i >= 0; i = untried.nextSetBit(i + 1)) {
            if (credit[i] > credit[most]) {
                most = i;
            }
        }
        return most;
    }
}
