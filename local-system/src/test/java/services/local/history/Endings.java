package services.local.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import services.local.history.Credential.ApiKey;
import services.local.history.Credential.Pair;
import services.local.history.Refreshes.Attempt;

/** What ended each login and each credential of a history, and what may have. */
final class Endings {

    /** A replay is answered although Redis may not have been told yet; each instance tells it what is late, every second. */
    private static final long TOLD_LATE = Duration.ofSeconds(2).toNanos();

    private final Disturbances disturbances;
    private final Refreshes refreshes;
    private final Map<Session, Operation> logins = new HashMap<>();
    private final Map<Session, List<Operation>> endsOfOne = new HashMap<>();
    private final Map<String, List<Operation>> endsOfAll = new HashMap<>();
    private final Map<ApiKey, List<Operation>> deletions = new HashMap<>();
    private final Map<Session, List<Ending>> ofSession = new HashMap<>();

    Endings(List<Operation> operations, Refreshes refreshes, Disturbances disturbances) {
        this.refreshes = refreshes;
        this.disturbances = disturbances;
        operations.forEach(this::read);
    }

    private void read(Operation operation) {
        switch (operation.action()) {
            case Action.Login login -> {
                if (login.issued() != null) {
                    logins.put(login.issued().session(), operation);
                }
            }
            case Action.Logout logout -> add(endsOfOne, logout.bearer().session(), operation);
            case Action.EndSession end -> add(endsOfOne, end.ended(), operation);
            case Action.LogoutEverywhere end ->
                add(endsOfAll, end.bearer().session().user(), operation);
            case Action.DeleteApiKey deletion -> add(deletions, deletion.deleted(), operation);
            case Action.Refresh ignored -> {}
            case Action.Validation ignored -> {}
            case Action.CreateApiKey ignored -> {}
        }
    }

    List<Ending> of(Credential credential) {
        return switch (credential) {
            case Pair pair ->
                Stream.of(of(pair.session()).stream(), byRefresh(pair), byAnotherInItsPlace(pair))
                        .flatMap(endings -> endings)
                        .toList();
            case ApiKey key ->
                deletions.getOrDefault(key, List.of()).stream()
                        .flatMap(this::ending)
                        .toList();
        };
    }

    List<Ending> of(Session session) {
        return ofSession.computeIfAbsent(session, this::find);
    }

    /** The ends of all logins of that user, none of which was refused. */
    Stream<Operation> ofAllLogins(String user) {
        return endsOfAll.getOrDefault(user, List.of()).stream()
                .filter(operation -> operation.outcome() != Outcome.REFUSED);
    }

    private List<Ending> find(Session session) {
        List<Ending> endings = new ArrayList<>();
        endsOfOne.getOrDefault(session, List.of()).stream()
                .flatMap(this::ending)
                .forEach(endings::add);
        ofAllLogins(session.user())
                .flatMap(operation -> everywhere(operation, logins.get(session)))
                .forEach(endings::add);
        List<Ending> wanted = List.copyOf(endings);
        refreshes.of(session).stream()
                .filter(attempt -> !attempt.isAccepted() && refreshes.mayBeReplay(attempt))
                .map(attempt -> replay(attempt, wanted))
                .forEach(endings::add);
        return endings;
    }

    private Stream<Ending> ending(Operation operation) {
        return switch (operation.outcome()) {
            case ACCEPTED -> Stream.of(Ending.sure(operation));
            case REFUSED -> Stream.empty();
            case CANNOT_TELL, NO_ANSWER, FAULT ->
                Stream.of(Ending.possible(operation, disturbances.lastEffect(operation)));
        };
    }

    /** A login that raced with the end of all of them may be among them or not. */
    private Stream<Ending> everywhere(Operation operation, @Nullable Operation login) {
        if (login == null || login.end() < operation.begin()) {
            return ending(operation);
        }
        long last = disturbances.lastEffect(operation);
        return login.begin() <= last ? Stream.of(Ending.possible(operation, last)) : Stream.empty();
    }

    /** @param wanted the ends of the same login that somebody asked for: what they do is told when they are answered */
    private Ending replay(Attempt attempt, List<Ending> wanted) {
        Operation operation = attempt.operation();
        long told = wanted.stream()
                .filter(other -> other.from() <= operation.end())
                .mapToLong(Ending::settled)
                .reduce(disturbances.wellAgain(operation.end()) + TOLD_LATE, Math::max);
        return attempt.isRefused() && refreshes.isReplay(attempt)
                ? new Ending(operation, operation.begin(), told, told)
                : Ending.possible(operation, told);
    }

    private Stream<Ending> byRefresh(Pair pair) {
        return refreshes.spending(pair).stream()
                .filter(attempt -> !attempt.isRefused())
                .map(attempt -> attempt.isAccepted() ? Ending.sure(attempt.operation()) : unconfirmed(attempt));
    }

    private Stream<Ending> byAnotherInItsPlace(Pair pair) {
        return refreshes.besides(pair).stream().map(attempt -> {
            if (refreshes.supersedes(attempt, pair)) {
                return Ending.sure(attempt.operation());
            }
            long bothIssued = Math.max(attempt.operation().end(), refreshes.issuedBy(pair));
            return attempt.isAccepted() ? Ending.possible(attempt.operation(), bothIssued) : unconfirmed(attempt);
        });
    }

    /**
     * Redis is told of the old access token before PostgreSQL commits. Where the commit then fails, the token is dead only as
     * long as Redis remembers it.
     */
    private static Ending unconfirmed(Attempt attempt) {
        return Ending.possible(attempt.operation(), Ending.NEVER);
    }

    private static <K> void add(Map<K, List<Operation>> operations, K key, Operation operation) {
        operations.computeIfAbsent(key, ignored -> new ArrayList<>()).add(operation);
    }
}
