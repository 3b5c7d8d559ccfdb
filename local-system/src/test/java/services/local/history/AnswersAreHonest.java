package services.local.history;

import java.util.stream.Stream;

/**
 * Nobody is answered with a fault; that it cannot be told is said only while the system is disturbed and shortly after;
 * and whoever runs answers.
 */
final class AnswersAreHonest implements Promise {

    @Override
    public Stream<Violation> violations(Evidence evidence) {
        return evidence.history().operations().stream().flatMap(operation -> judge(operation, evidence.disturbances()));
    }

    private Stream<Violation> judge(Operation operation, Disturbances disturbances) {
        return switch (operation.outcome()) {
            case ACCEPTED, REFUSED -> Stream.empty();
            case FAULT -> Stream.of(Violation.of(this, "nobody should ever be answered this", operation));
            case CANNOT_TELL ->
                disturbances.excuseNotTelling(operation)
                        ? Stream.empty()
                        : Stream.of(Violation.of(this, "nothing was wrong, and it could not be told", operation));
            case NO_ANSWER ->
                disturbances.excuseSilence(operation)
                        ? Stream.empty()
                        : Stream.of(Violation.of(this, "somebody who ran did not answer", operation));
        };
    }
}
