package services.local.history;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was once refused is never accepted again, except while an end that was begun before is not settled: then one
 * instance may know of it and another not yet.
 */
final class TheDeadStayDead implements Promise {

    @Override
    public Stream<Violation> violations(Evidence evidence) {
        return evidence.looks().keySet().stream().flatMap(credential -> {
            Optional<Operation> refused =
                    evidence.looks(credential, Outcome.REFUSED).stream().min(Comparator.comparingLong(Operation::end));
            List<Ending> endings = evidence.endings().of(credential);
            return refused.stream()
                    .flatMap(first -> evidence.looks(credential, Outcome.ACCEPTED).stream()
                            .filter(accepted -> accepted.begin() > first.end())
                            .filter(accepted -> endings.stream().noneMatch(ending -> excuses(ending, first, accepted)))
                            .map(accepted ->
                                    Violation.of(this, "it was refused before it was accepted", accepted, first)));
        });
    }

    private static boolean excuses(Ending ending, Operation refused, Operation accepted) {
        return ending.from() < refused.end() && ending.settled() >= accepted.begin();
    }
}
