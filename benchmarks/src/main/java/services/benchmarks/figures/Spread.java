package services.benchmarks.figures;

import java.util.List;
import java.util.Locale;

/** What several rounds measured. */
public record Spread(double least, double median, double most) {

    public static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.getFirst(), median, sorted.getLast());
    }

    /** The median, and the least and the most. */
    public String format(String pattern) {
        return String.format(Locale.ROOT, pattern + " (" + pattern + " to " + pattern + ")", median, least, most);
    }
}
