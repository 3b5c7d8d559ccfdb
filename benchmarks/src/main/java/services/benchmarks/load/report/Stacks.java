package services.benchmarks.load.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the processors were busy with, one row for each scenario. */
final class Stacks {

    private static final int WIDTH = 760;
    private static final int LABELS = 180;
    private static final int ROW = 30;
    private static final int TOP = 54;
    private static final int RIGHT = 40;
    private static final int LEGEND = 110;

    private final int processors;
    private final List<Row> rows = new ArrayList<>();

    Stacks(int processors) {
        this.processors = processors;
    }

    private record Row(String label, Map<String, Double> busy) {}

    Stacks add(String label, Map<String, Double> busy) {
        rows.add(new Row(label, busy));
        return this;
    }

    String draw(String title) {
        List<String> names = names();
        int bottom = TOP + ROW * rows.size();
        double unit = (WIDTH - LABELS - RIGHT) / (double) processors;
        Svg svg = new Svg(WIDTH, bottom + 20);
        svg.text(10, 18, "start", title);
        for (int i = 0; i < names.size(); i++) {
            svg.rectangle(10 + i * LEGEND, 28, 10, 10, Svg.colour(i));
            svg.text(24 + i * LEGEND, 37, "start", names.get(i));
        }
        for (int i = 0; i < rows.size(); i++) {
            draw(svg, rows.get(i), names, TOP + i * ROW, unit);
        }
        for (int processor = 0; processor <= processors; processor++) {
            svg.line(LABELS + processor * unit, TOP, LABELS + processor * unit, bottom, "#888", 1);
            svg.text(LABELS + processor * unit, bottom + 14, "middle", Integer.toString(processor));
        }
        return svg.draw(title);
    }

    private static void draw(Svg svg, Row row, List<String> names, double top, double unit) {
        svg.text(LABELS - 8, top + ROW / 2.0 + 4, "end", row.label());
        double x = LABELS;
        for (int i = 0; i < names.size(); i++) {
            double w = row.busy().getOrDefault(names.get(i), 0.0) * unit;
            svg.rectangle(x, top + 6, w, ROW - 12, Svg.colour(i));
            x += w;
        }
    }

    private List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.busy().keySet()));
        return List.copyOf(names);
    }
}
