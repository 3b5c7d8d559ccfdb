package services.local.history;

/**
 * That an operation has ended a credential, or may have.
 *
 * @param from from when on it may be dead
 * @param by from when on nobody may accept it any more; {@link #NEVER} where that was not confirmed
 * @param settled from when on this operation changes nothing more: dead or not, it stays so
 */
record Ending(Operation operation, long from, long by, long settled) {

    static final long NEVER = Long.MAX_VALUE;

    static Ending sure(Operation operation) {
        return new Ending(operation, operation.begin(), operation.end(), operation.end());
    }

    static Ending possible(Operation operation, long settled) {
        return new Ending(operation, operation.begin(), NEVER, settled);
    }
}
