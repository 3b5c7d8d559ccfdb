package services.local.roundtrip;

/** A step did not go as it should, and the steps after it make no sense. */
final class BrokenStory extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int step;

    BrokenStory(int step, String message) {
        super(message);
        this.step = step;
    }

    int step() {
        return step;
    }
}
