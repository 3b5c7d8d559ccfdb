package services.local.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import services.local.history.Action.Door;
import services.local.history.Credential.ApiKey;
import services.local.history.Credential.Pair;

/** Writes a history by hand: times in seconds since its beginning, a grace of 2 and a recovery of 10 seconds. */
final class Script {

    private final List<Operation> operations = new ArrayList<>();
    private final List<Disturbance> disturbances = new ArrayList<>();
    private long healed = Ending.NEVER;
    private int numbers;

    Pair login(String user, double begin, double end) {
        Pair issued = new Pair(new Session(user, ++numbers), ++numbers);
        add(new Action.Login(user, issued), begin, end, Outcome.ACCEPTED);
        return issued;
    }

    /** A login of Alice in the first second. */
    Pair login() {
        return login("alice", 0, 1);
    }

    void refusedLogin(String user, double begin, double end) {
        add(new Action.Login(user, null), begin, end, Outcome.REFUSED);
    }

    Pair refresh(Pair spent, double begin, double end) {
        Pair issued = new Pair(spent.session(), ++numbers);
        refresh(spent, issued, begin, end, Outcome.ACCEPTED);
        return issued;
    }

    void refresh(Pair spent, double begin, double end, Outcome outcome) {
        refresh(spent, null, begin, end, outcome);
    }

    void refresh(Pair spent, @Nullable Pair issued, double begin, double end, Outcome outcome) {
        add(new Action.Refresh(spent, issued), begin, end, outcome);
    }

    void look(Credential credential, double begin, double end, Outcome outcome) {
        add(new Action.Validation(credential, Door.INTERNAL), begin, end, outcome);
    }

    void accepted(Credential credential, double begin, double end) {
        look(credential, begin, end, Outcome.ACCEPTED);
    }

    void refused(Credential credential, double begin, double end) {
        look(credential, begin, end, Outcome.REFUSED);
    }

    void logout(Pair bearer, double begin, double end, Outcome outcome) {
        add(new Action.Logout(bearer), begin, end, outcome);
    }

    void logoutEverywhere(Pair bearer, double begin, double end, Outcome outcome) {
        add(new Action.LogoutEverywhere(bearer), begin, end, outcome);
    }

    void endSession(Pair bearer, Session ended, double begin, double end, Outcome outcome) {
        add(new Action.EndSession(bearer, ended), begin, end, outcome);
    }

    ApiKey apiKey(Pair bearer, double begin, double end) {
        ApiKey issued = new ApiKey(bearer.session().user(), ++numbers);
        add(new Action.CreateApiKey(bearer, issued), begin, end, Outcome.ACCEPTED);
        return issued;
    }

    void deletion(Pair bearer, ApiKey deleted, double begin, double end, Outcome outcome) {
        add(new Action.DeleteApiKey(bearer, deleted), begin, end, outcome);
    }

    void disturbed(double begin, double end, Part... gone) {
        disturbances.add(new Disturbance("something broke", Set.of(gone), nanos(begin), nanos(end)));
    }

    void healed(double moment) {
        healed = nanos(moment);
    }

    /** The names of the promises that were broken. */
    List<String> broken() {
        History history = new History(operations, disturbances, healed, Duration.ofSeconds(2), Duration.ofSeconds(10));
        return Promises.violatedIn(history).stream()
                .map(Violation::promise)
                .distinct()
                .toList();
    }

    private void add(Action action, double begin, double end, Outcome outcome) {
        operations.add(new Operation(action, Part.FIRST_AUTH, nanos(begin), nanos(end), outcome, ""));
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }
}
