package services.auth.timing;

import java.util.Arrays;
import java.util.Locale;

import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.hipparchus.stat.inference.MannWhitneyUTest;

/**
 * Two kinds of calls, held against each other: how likely it is that calls which do not differ would differ as much as these.
 *
 * @param slower how often a call for a known account takes longer than one for an unknown: 0.5 when they do not differ
 * @param pOfRanks by the test of Mann and Whitney, which finds a kind that tends to be slower
 * @param pOfShapes by the test of Kolmogorov and Smirnov, which finds any other difference too
 */
record Comparison(
        int calls, double knownMedian, double unknownMedian, double slower, double pOfRanks, double pOfShapes) {

    /** Not once in a million runs of a service that tells nothing. */
    static final double CHANCE = 1e-6;

    /** @param known of calls for accounts that there are, milliseconds */
    static Comparison of(double[] known, double[] unknown) {
        MannWhitneyUTest ranks = new MannWhitneyUTest();
        return new Comparison(
                known.length + unknown.length,
                median(known),
                median(unknown),
                greater(known, unknown) / known.length / unknown.length,
                ranks.mannWhitneyUTest(known, unknown),
                new KolmogorovSmirnovTest().kolmogorovSmirnovTest(known, unknown));
    }

    boolean tellsKnownFromUnknown() {
        return Math.min(pOfRanks, pOfShapes) < CHANCE;
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The number of pairs in which the one is greater than the other, a tie being half of one. */
    private static double greater(double[] these, double[] those) {
        double[] sorted = those.clone();
        Arrays.sort(sorted);
        return Arrays.stream(these).map(time -> below(sorted, time)).sum();
    }

    private static double below(double[] sorted, double time) {
        int found = Arrays.binarySearch(sorted, time);
        return found < 0 ? -found - 1 : found + 0.5;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d calls: median %.3f ms for known accounts, %.3f ms for unknown; a known one is slower in %.3f of all pairs;"
                        + " p %.2g by ranks, %.2g by shape",
                calls,
                knownMedian,
                unknownMedian,
                slower,
                pOfRanks,
                pOfShapes);
    }
}
