package services.local;

/** The start was broken off from outside; there is nothing to tell about it. */
final class Interrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Interrupted(InterruptedException cause) {
        super(cause);
    }

    static Interrupted of(InterruptedException cause) {
        return new Interrupted(cause);
    }
}
