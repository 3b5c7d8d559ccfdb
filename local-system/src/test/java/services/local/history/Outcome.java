package services.local.history;

/** What an answer, or the lack of one, says about whoever asked. */
public enum Outcome {
    ACCEPTED,
    REFUSED,
    /** 503 with the time to come back. */
    CANNOT_TELL,
    /** The connection was refused or broken, or nothing came in all the time that a client waits. */
    NO_ANSWER,
    /** An answer that nobody should ever get. */
    FAULT;

    /** Whether what was asked for may have been done although nobody said so. */
    public boolean isInDoubt() {
        return this != ACCEPTED && this != REFUSED;
    }
}
