package services.benchmarks.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shares of a whole as bars, each with its spread and, where one is wanted, the mark that it should reach. */
final class Bars {

    private static final int WIDTH = 760;
    private static final int LABELS = 330;
    private static final int ROW = 30;
    private static final int TOP = 30;
    private static final int RIGHT = 60;

    private final List<Bar> bars = new ArrayList<>();

    /** @param mark what is wanted; 0 where nothing is */
    record Bar(String label, Ratio ratio, double mark) {}

    Bars add(String label, Ratio ratio, double mark) {
        bars.add(new Bar(label, ratio, mark));
        return this;
    }

    String draw(String title) {
        double most = Math.max(
                1, bars.stream().mapToDouble(bar -> bar.ratio().most()).max().orElse(1));
        double unit = (WIDTH - LABELS - RIGHT) / most;
        Svg svg = new Svg(WIDTH, TOP + ROW * bars.size() + 20);
        svg.text(10, 18, "start", title);
        svg.line(LABELS + unit, TOP, LABELS + unit, TOP + ROW * bars.size(), "#888", 1);
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, bars.get(i), TOP + i * ROW, unit);
        }
        svg.text(LABELS + unit, TOP + ROW * bars.size() + 14, "middle", "1.0");
        return svg.draw(title);
    }

    private static void draw(Svg svg, Bar bar, double top, double unit) {
        Ratio ratio = bar.ratio();
        double middle = top + ROW / 2.0;
        svg.text(LABELS - 8, middle + 4, "end", bar.label());
        svg.rectangle(LABELS, top + 6, ratio.ofMedians() * unit, ROW - 12, Svg.colour(0));
        svg.line(LABELS + ratio.least() * unit, middle, LABELS + ratio.most() * unit, middle, "#222", 1.5);
        double end = LABELS + Math.max(ratio.most(), ratio.ofMedians()) * unit;
        if (bar.mark() > 0) {
            svg.line(
                    LABELS + bar.mark() * unit, top + 2, LABELS + bar.mark() * unit, top + ROW - 2, Svg.colour(5), 2.5);
        }
        svg.text(end + 6, middle + 4, "start", String.format(Locale.ROOT, "%.2f", ratio.ofMedians()));
    }
}
