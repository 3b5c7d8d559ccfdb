package services.local.history;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import services.local.history.Credential.Pair;
import services.local.history.Refreshes.Attempt;

/**
 * A refresh token is good once. Within the grace it may come again while nobody used what it gave; then what it gives takes
 * the place of what it gave before.
 */
final class RefreshTokensAreSpentOnce implements Promise {

    @Override
    public Stream<Violation> violations(Evidence evidence) {
        Refreshes refreshes = evidence.refreshes();
        return Stream.concat(
                refreshes.all().filter(Attempt::isAccepted).flatMap(attempt -> judge(attempt, refreshes)),
                refreshes.spent().stream().flatMap(pair -> judge(refreshes.successors(pair), evidence)));
    }

    private Stream<Violation> judge(Attempt attempt, Refreshes refreshes) {
        Operation operation = attempt.operation();
        Stream<Violation> replayed = refreshes.firstSpending(attempt).stream()
                .map(first -> Violation.of(this, "it was spent before", operation, first.operation()));
        Stream<Violation> superseded = refreshes.besides(attempt.spent()).stream()
                .filter(other -> refreshes.supersedes(other, attempt.spent())
                        && other.operation().end() < operation.begin())
                .map(other -> Violation.of(this, "another had taken its place", operation, other.operation()));
        return Stream.concat(replayed, superseded);
    }

    /** @param successors of one and the same pair */
    private Stream<Violation> judge(List<Pair> successors, Evidence evidence) {
        Refreshes refreshes = evidence.refreshes();
        List<Operation> spent = successors.stream()
                .map(pair -> refreshes.spending(pair).stream()
                        .filter(Attempt::isAccepted)
                        .map(Attempt::operation)
                        .findFirst()
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
        long allIssued =
                successors.stream().mapToLong(refreshes::issuedBy).max().orElse(0);
        List<Operation> live = successors.stream()
                .map(pair -> evidence.looks(pair, Outcome.ACCEPTED).stream()
                        .filter(look -> look.begin() > allIssued)
                        .findFirst()
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
        return Stream.concat(
                moreThanOne(spent, "two successors of one refresh token were good"),
                moreThanOne(live, "two successors of one refresh token were live"));
    }

    private Stream<Violation> moreThanOne(List<Operation> operations, String complaint) {
        return operations.size() > 1
                ? Stream.of(Violation.of(this, complaint, operations.get(0), operations.get(1)))
                : Stream.empty();
    }
}
