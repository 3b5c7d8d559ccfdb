package services.benchmarks.load.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import services.benchmarks.figures.Spread;

/**
 * One figure as a share of another that was measured beside it.
 *
 * @param ofMedians the median of the one by that of the other
 * @param least of the rounds, each for itself
 * @param most of the rounds, each for itself
 */
public record Ratio(double ofMedians, double least, double most) {

    /** Both in the order of the rounds. */
    public static Ratio of(List<Double> figures, List<Double> others) {
        if (figures.size() != others.size()) {
            throw new IllegalArgumentException(figures.size() + " rounds beside " + others.size());
        }
        List<Double> shares = IntStream.range(0, figures.size())
                .mapToObj(round -> figures.get(round) / others.get(round))
                .sorted()
                .toList();
        return new Ratio(Spread.of(figures).median() / Spread.of(others).median(), shares.getFirst(), shares.getLast());
    }

    public String format() {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", ofMedians, least, most);
    }
}
