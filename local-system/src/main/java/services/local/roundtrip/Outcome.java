package services.local.roundtrip;

/** How a round trip ended. */
public sealed interface Outcome {

    /** Every check held. */
    record Completed(int steps) implements Outcome {}

    /**
     * A check failed, and the round trip ended there.
     *
     * @param complaint what was expected and what came
     */
    record Failed(int step, String complaint) implements Outcome {}
}
