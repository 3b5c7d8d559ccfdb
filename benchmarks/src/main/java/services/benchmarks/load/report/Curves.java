package services.benchmarks.load.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Response times over the rate, on a scale on which each line is ten times the one below. */
final class Curves {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int LEFT = 70;
    private static final int RIGHT = 110;
    private static final int TOP = 34;
    private static final int BOTTOM = 40;

    private final LatencyResult result;
    private final double lowest;
    private final double highest;
    private final double fastest;

    private Curves(LatencyResult result) {
        this.result = result;
        this.lowest = Math.floor(Math.log10(Math.max(0.001, least(result))));
        this.highest = Math.max(lowest + 1, Math.ceil(Math.log10(Math.max(0.001, most(result)))));
        this.fastest = result.points().stream()
                .mapToDouble(LatencyResult.Point::rate)
                .max()
                .orElse(1);
    }

    static String draw(LatencyResult result, String title) {
        return new Curves(result).draw(title);
    }

    private String draw(String title) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        svg.text(10, 18, "start", title);
        for (int power = (int) lowest; power <= highest; power++) {
            double y = y(Math.pow(10, power));
            svg.line(LEFT, y, WIDTH - RIGHT, y, "#ddd", 1);
            svg.text(LEFT - 6, y + 4, "end", milliseconds(Math.pow(10, power)));
        }
        for (LatencyResult.Point point : result.points()) {
            svg.text(x(point), HEIGHT - BOTTOM + 18, "middle", String.format(Locale.ROOT, "%,.0f/s", point.rate()));
        }
        curve(svg, "p50", 0, Percentiles::p50);
        curve(svg, "p95", 1, Percentiles::p95);
        curve(svg, "p99", 2, Percentiles::p99);
        curve(svg, "p99.9", 3, Percentiles::p999);
        return svg.draw(title);
    }

    private void curve(Svg svg, String name, int index, ToDoubleFunction<Percentiles> figure) {
        List<LatencyResult.Point> points = result.points();
        for (int i = 0; i < points.size(); i++) {
            double x = x(points.get(i));
            double y = y(figure.applyAsDouble(points.get(i).times()));
            if (i > 0) {
                LatencyResult.Point before = points.get(i - 1);
                svg.line(x(before), y(figure.applyAsDouble(before.times())), x, y, Svg.colour(index), 2);
            }
            svg.point(x, y, Svg.colour(index));
        }
        svg.rectangle(WIDTH - RIGHT + 20, TOP + index * 18, 10, 10, Svg.colour(index));
        svg.text(WIDTH - RIGHT + 36, TOP + 9 + index * 18, "start", name);
    }

    private double x(LatencyResult.Point point) {
        return LEFT + 20 + (WIDTH - LEFT - RIGHT - 40) * point.rate() / fastest;
    }

    private double y(double milliseconds) {
        double height = (Math.log10(Math.max(0.001, milliseconds)) - lowest) / (highest - lowest);
        return HEIGHT - BOTTOM - height * (HEIGHT - TOP - BOTTOM);
    }

    private static String milliseconds(double value) {
        return (value < 1 ? Double.toString(value) : String.format(Locale.ROOT, "%,.0f", value)) + " ms";
    }

    private static double least(LatencyResult result) {
        return result.points().stream()
                .mapToDouble(point -> point.times().p50())
                .min()
                .orElse(1);
    }

    private static double most(LatencyResult result) {
        return result.points().stream()
                .mapToDouble(point -> point.times().p999())
                .max()
                .orElse(1);
    }
}
