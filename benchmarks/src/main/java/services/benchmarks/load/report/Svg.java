package services.benchmarks.load.report;

import java.util.Locale;

/** A picture as text, line by line; colours that can be told apart on white and by the colour-blind. */
final class Svg {

    private static final String[] COLOURS = {"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999"
    };

    private final int width;
    private final int height;
    private final StringBuilder content = new StringBuilder();

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    static String colour(int index) {
        return COLOURS[index % COLOURS.length];
    }

    Svg rectangle(double x, double y, double w, double h, String colour) {
        return add(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                x,
                y,
                Math.max(0, w),
                h,
                colour));
    }

    Svg line(double x1, double y1, double x2, double y2, String colour, double thickness) {
        return add(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
                x1,
                y1,
                x2,
                y2,
                colour,
                thickness));
    }

    Svg point(double x, double y, String colour) {
        return add(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, colour));
    }

    /** @param anchor start, middle or end */
    Svg text(double x, double y, String anchor, String text) {
        return add(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escape(text)));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    String draw(String title) {
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" \
                font-family="system-ui, sans-serif" font-size="12" fill="#222">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="#fff"/>
                %s</svg>
                """, width, height, width, height, escape(title), content);
    }

    private Svg add(String element) {
        content.append(element).append('\n');
        return this;
    }
}
