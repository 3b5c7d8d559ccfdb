package services.benchmarks.load.ceiling;

import java.util.regex.Pattern;

/** How values are named in {@link SqlTransaction}s: as pgbench has it. */
final class Placeholders {

    static final Pattern PATTERN = Pattern.compile("(?<!:):([a-z_]+)");

    private Placeholders() {}
}
