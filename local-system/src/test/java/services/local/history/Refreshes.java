package services.local.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import services.local.history.Credential.Pair;

/** The refreshes of a history: which pair was spent for which, and what that did to others of the same login. */
final class Refreshes {

    /** The service judges by a clock that may be set a little; nanoTime is not. */
    private static final long CLOCKS_DIFFER = Duration.ofMillis(50).toNanos();

    private final Disturbances disturbances;
    private final long grace;
    private final Map<Session, List<Attempt>> ofSession = new HashMap<>();
    private final Map<Pair, List<Attempt>> spending = new HashMap<>();
    private final Map<Pair, List<Attempt>> issuing = new HashMap<>();

    /** @param issued what came, if anything did: requests that came at once may share one pair */
    record Attempt(
            Operation operation, Pair spent, @Nullable Pair issued) {

        boolean isAccepted() {
            return operation.outcome() == Outcome.ACCEPTED;
        }

        boolean isRefused() {
            return operation.outcome() == Outcome.REFUSED;
        }
    }

    Refreshes(List<Operation> operations, Disturbances disturbances, Duration grace) {
        this.disturbances = disturbances;
        this.grace = grace.toNanos();
        for (Operation operation : operations) {
            if (operation.action() instanceof Action.Refresh refresh) {
                add(new Attempt(operation, refresh.spent(), refresh.issued()));
            }
        }
    }

    private void add(Attempt attempt) {
        add(ofSession, attempt.spent().session(), attempt);
        add(spending, attempt.spent(), attempt);
        if (attempt.issued() != null) {
            add(issuing, attempt.issued(), attempt);
        }
    }

    Stream<Attempt> all() {
        return ofSession.values().stream().flatMap(Collection::stream);
    }

    /** The pairs whose refresh token was presented. */
    Collection<Pair> spent() {
        return spending.keySet();
    }

    List<Attempt> of(Session session) {
        return ofSession.getOrDefault(session, List.of());
    }

    List<Attempt> spending(Pair pair) {
        return spending.getOrDefault(pair, List.of());
    }

    /** What was given against a pair; more than one where an answer was believed lost. At most the last of them lives. */
    List<Pair> successors(Pair pair) {
        return spending(pair).stream()
                .flatMap(attempt -> Optional.ofNullable(attempt.issued()).stream())
                .distinct()
                .toList();
    }

    /** The attempts that may have put another pair in the place of this one, and did not bring this one. */
    List<Attempt> besides(Pair pair) {
        List<Attempt> brought = issuing.getOrDefault(pair, List.of());
        if (brought.isEmpty()) {
            return List.of();
        }
        return spending(brought.getFirst().spent()).stream()
                .filter(attempt -> !attempt.isRefused() && !pair.equals(attempt.issued()))
                .filter(attempt -> disturbances.lastEffect(attempt.operation()) >= begunToBeIssued(pair))
                .toList();
    }

    /** Whether the attempt put its own pair in the place of this one for sure. */
    boolean supersedes(Attempt attempt, Pair pair) {
        return attempt.isAccepted() && attempt.operation().begin() > issuedBy(pair);
    }

    /** When the pair existed at the latest. */
    long issuedBy(Pair pair) {
        return issuing.getOrDefault(pair, List.of()).stream()
                .mapToLong(attempt -> attempt.operation().end())
                .min()
                .orElse(0);
    }

    private long begunToBeIssued(Pair pair) {
        return issuing.getOrDefault(pair, List.of()).stream()
                .mapToLong(attempt -> attempt.operation().begin())
                .min()
                .orElse(0);
    }

    /** Whether the token came back for sure after what was given against it was used, or after the grace. */
    boolean isReplay(Attempt attempt) {
        return firstSpending(attempt).isPresent();
    }

    /** What makes it one. */
    Optional<Attempt> firstSpending(Attempt attempt) {
        long begin = attempt.operation().begin();
        return others(attempt)
                .filter(Attempt::isAccepted)
                .filter(other -> other.operation().end() + grace + CLOCKS_DIFFER < begin || isUsedBefore(other, begin))
                .findFirst();
    }

    private boolean isUsedBefore(Attempt other, long moment) {
        return other.issued() != null
                && spending(other.issued()).stream()
                        .anyMatch(use -> use.isAccepted() && use.operation().end() < moment);
    }

    /** Whether the service may take it for a replay, or for the slower one of two: then it may say no. */
    boolean mayBeReplay(Attempt attempt) {
        long last = disturbances.lastEffect(attempt.operation());
        boolean mayBeSpent = others(attempt)
                .filter(other -> !other.isRefused())
                .mapToLong(other -> other.operation().begin())
                .min()
                .stream()
                .anyMatch(first -> last >= first + grace || isSuccessorPresentedBefore(attempt.spent(), last));
        return mayBeSpent
                || besides(attempt.spent()).stream()
                        .anyMatch(other -> other.operation().begin() < last);
    }

    private boolean isSuccessorPresentedBefore(Pair pair, long moment) {
        return successors(pair).stream()
                .flatMap(successor -> spending(successor).stream())
                .anyMatch(use -> use.operation().begin() < moment);
    }

    private Stream<Attempt> others(Attempt attempt) {
        return spending(attempt.spent()).stream().filter(other -> !other.equals(attempt));
    }

    private static <K> void add(Map<K, List<Attempt>> attempts, K key, Attempt attempt) {
        attempts.computeIfAbsent(key, ignored -> new ArrayList<>()).add(attempt);
    }
}
