package services.local.history;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that was done to the system in a history.
 *
 * @param recovery how long after each the system may need until it is well again
 */
record Disturbances(List<Disturbance> all, Duration recovery) {

    boolean excuseNotTelling(Operation operation) {
        return felt(operation).findAny().isPresent();
    }

    boolean excuseSilence(Operation operation) {
        return felt(operation).anyMatch(disturbance -> disturbance.gone().contains(operation.asked()));
    }

    /**
     * Until when an operation can have taken effect: to its answer, if that told something; else until the system is well
     * again, because what was sent to a frozen server is done when it thaws.
     */
    long lastEffect(Operation operation) {
        return operation.outcome().isInDoubt() ? wellAgain(operation.end()) : operation.end();
    }

    /** That moment, or the end of the recovery from what disturbed the system at that moment. */
    long wellAgain(long moment) {
        return all.stream()
                .filter(disturbance -> disturbance.begin() <= moment && moment <= recovered(disturbance))
                .mapToLong(this::recovered)
                .reduce(moment, Math::max);
    }

    private Stream<Disturbance> felt(Operation operation) {
        return all.stream()
                .filter(disturbance ->
                        disturbance.begin() <= operation.end() && operation.begin() <= recovered(disturbance));
    }

    private long recovered(Disturbance disturbance) {
        return disturbance.end() + recovery.toNanos();
    }
}
