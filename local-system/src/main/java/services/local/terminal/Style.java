package services.local.terminal;

/** How a piece of text looks, as ANSI escape codes. */
public enum Style {
    HEADING("1"),
    GOOD("32"),
    BAD("31"),
    QUIET("2");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String paint(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
