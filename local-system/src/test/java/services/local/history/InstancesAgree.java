package services.local.history;

import java.util.List;
import java.util.stream.Stream;

/** When all is well again, everybody gives the same answer about a credential. */
final class InstancesAgree implements Promise {

    @Override
    public Stream<Violation> violations(Evidence evidence) {
        long healed = evidence.history().healed();
        return evidence.looks().keySet().stream().flatMap(credential -> {
            long until = evidence.endings().of(credential).stream()
                    .mapToLong(Ending::from)
                    .filter(from -> from >= healed)
                    .min()
                    .orElse(Ending.NEVER);
            List<Operation> accepted = between(evidence.looks(credential, Outcome.ACCEPTED), healed, until);
            List<Operation> refused = between(evidence.looks(credential, Outcome.REFUSED), healed, until);
            return accepted.isEmpty() || refused.isEmpty()
                    ? Stream.empty()
                    : Stream.of(Violation.of(
                            this, "some accept it and some do not", accepted.getFirst(), refused.getFirst()));
        });
    }

    private static List<Operation> between(List<Operation> looks, long healed, long until) {
        return looks.stream()
                .filter(look -> look.begin() >= healed && look.end() <= until)
                .toList();
    }
}
