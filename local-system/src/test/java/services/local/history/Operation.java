package services.local.history;

/**
 * One question to the system, from its sending to its answer.
 *
 * @param begin nanoseconds since the beginning of the history
 * @param end the same
 * @param answer for people: what came, without secrets
 */
public record Operation(Action action, Part asked, long begin, long end, Outcome outcome, String answer) {

    @Override
    public String toString() {
        return "%.4f-%.4f s %s at %s: %s %s".formatted(begin / 1e9, end / 1e9, action, asked, outcome, answer);
    }
}
