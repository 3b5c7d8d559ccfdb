package services.local.history;

import java.util.List;
import java.util.stream.Stream;

/** From the answer to whatever ended it on, nobody accepts a credential again. */
final class TheDeadAreRefused implements Promise {

    @Override
    public Stream<Violation> violations(Evidence evidence) {
        Stream<Violation> looks = evidence.looks().keySet().stream().flatMap(credential -> {
            List<Ending> endings = evidence.endings().of(credential);
            return evidence.looks(credential, Outcome.ACCEPTED).stream().flatMap(look -> judge(look, endings));
        });
        Stream<Violation> refreshes = evidence.refreshes()
                .all()
                .filter(Refreshes.Attempt::isAccepted)
                .flatMap(attempt -> judge(
                        attempt.operation(),
                        evidence.endings().of(attempt.spent().session())));
        return Stream.concat(looks, refreshes);
    }

    private Stream<Violation> judge(Operation accepted, List<Ending> endings) {
        return endings.stream()
                .filter(ending -> ending.by() < accepted.begin())
                .limit(1)
                .map(ending -> Violation.of(this, "it was dead before it was accepted", accepted, ending.operation()));
    }
}
