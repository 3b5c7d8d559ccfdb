package services.local.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where lines are written for a person.
 *
 * @param interactive a line can be written over
 * @param coloured escape codes are seen as colours
 * @param unicode signs beyond ASCII can be shown
 */
public record Terminal(PrintStream out, boolean interactive, boolean coloured, boolean unicode) {

    private static final String BACK_TO_AN_EMPTY_LINE = "\r\u001b[K";

    /** Standard output; without colours where {@code NO_COLOR} is set, see no-color.org. */
    @SuppressWarnings("SystemOut")
    public static Terminal standard(Map<String, String> environment) {
        boolean interactive = System.console() != null
                && System.console().isTerminal()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean coloured =
                interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean unicode = System.out.charset().equals(StandardCharsets.UTF_8);
        return new Terminal(System.out, interactive, coloured, unicode);
    }

    public void line(String text) {
        out.println((interactive ? BACK_TO_AN_EMPTY_LINE : "") + text);
        out.flush();
    }

    public void line(Style style, String text) {
        line(paint(style, text));
    }

    /** A line that the next one replaces; nothing where that cannot be. */
    public void passing(String text) {
        if (interactive) {
            out.print(BACK_TO_AN_EMPTY_LINE + text);
            out.flush();
        }
    }

    public String paint(Style style, String text) {
        return coloured ? style.paint(text) : text;
    }

    public String tick() {
        return paint(Style.GOOD, unicode ? "✓" : "ok:");
    }

    public String cross() {
        return paint(Style.BAD, unicode ? "✗" : "FAILED:");
    }
}
