package services.auth.page;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** A colour of sRGB, each part from 0 to 255. */
record Colour(int red, int green, int blue) {

    static final Colour BLACK = new Colour(0, 0, 0);
    static final Colour WHITE = new Colour(255, 255, 255);

    /** What text needs (WCAG 2.2, success criterion 1.4.3). */
    private static final double READABLE = 4.5;

    private static final Pattern HEX = Pattern.compile("#?([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})");
    private static final int STEPS = 20;

    /** @param text like {@code 1d4ed8}, with or without a number sign before it */
    static Optional<Colour> find(@Nullable String text) {
        Matcher parts = HEX.matcher(text == null ? "" : text.strip());
        return parts.matches()
                ? Optional.of(new Colour(part(parts.group(1)), part(parts.group(2)), part(parts.group(3))))
                : Optional.empty();
    }

    private static int part(String hex) {
        return Integer.parseInt(hex, 16);
    }

    /** The better of black and white for text on this colour: one of the two is always readable. */
    Colour ofTextOnIt() {
        return contrast(WHITE) >= READABLE ? WHITE : BLACK;
    }

    /** This colour, or as little darker or lighter as it must be for text of it to be readable on the other. */
    Colour readableOn(Colour background) {
        Colour end = background.ofTextOnIt();
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(step -> mixedWith(end, (double) step / STEPS))
                .filter(colour -> colour.contrast(background) >= READABLE)
                .findFirst()
                .orElse(end);
    }

    private Colour mixedWith(Colour other, double share) {
        return new Colour(
                mixed(red, other.red, share), mixed(green, other.green, share), mixed(blue, other.blue, share));
    }

    private static int mixed(int own, int other, double share) {
        return (int) Math.round(own + (other - own) * share);
    }

    /** From 1 for the same to 21 for black and white (WCAG 2.2, contrast ratio). */
    double contrast(Colour other) {
        double lighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** Relative luminance of WCAG 2.2. */
    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int part) {
        double value = part / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** As CSS writes it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
}
