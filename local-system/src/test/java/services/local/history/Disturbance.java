package services.local.history;

import java.util.Set;

/**
 * Something that was done to the system, or to the machine.
 *
 * @param gone who may give no answer in the meantime
 * @param begin nanoseconds since the beginning of the history
 * @param end the same, when all parts were running again
 */
public record Disturbance(String what, Set<Part> gone, long begin, long end) {

    @Override
    public String toString() {
        return "%.4f-%.4f s %s".formatted(begin / 1e9, end / 1e9, what);
    }
}
