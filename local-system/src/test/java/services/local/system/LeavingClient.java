package services.local.system;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import services.local.roundtrip.Answer;

/** Logs in and out: a login lives until its logout, and from the answer to that logout on its token is dead. */
final class LeavingClient extends RunningClient {

    private static final int LOGINS_AT_ONCE = 3;
    private static final int MOST_PENDING = 10;

    private final Client.User user;
    private final Collection<String> ended;
    private final Deque<String> live = new ArrayDeque<>();
    private final Deque<String> leaving = new ArrayDeque<>();
    private final Set<String> unconfirmed = new HashSet<>();

    /** @param ended where the tokens go whose end was confirmed */
    LeavingClient(Client client, Journal journal, Collection<String> ended) {
        super(client, journal);
        this.user = client.register();
        this.ended = ended;
    }

    @Override
    void goRound() {
        if (leaving.size() < MOST_PENDING) {
            accepted(client.login(user, Client.PASSWORD)).ifPresent(answer -> live.add(answer.text("/token")));
        }
        if (!live.isEmpty()) {
            accepted(client.data(live.getFirst()));
            accepted(client.data(live.getLast()));
        }
        if (live.size() > LOGINS_AT_ONCE) {
            leaving.add(live.removeFirst());
        }
        leaving.removeIf(this::isEnded);
    }

    private boolean isEnded(String token) {
        // a logout that was not confirmed may have happened all the same
        Set<Verdict> expected =
                unconfirmed.contains(token) ? Set.of(Verdict.ACCEPTED, Verdict.REFUSED) : Set.of(Verdict.ACCEPTED);
        Optional<Answer> answer = ask(client.logout(token), expected);
        if (answer.isEmpty()) {
            unconfirmed.add(token);
            return false;
        }
        unconfirmed.remove(token);
        // only a 2xx promises that every instance knows of the end
        if (answer.get().status() == 200) {
            ended.add(token);
            refused(client.data(token));
        }
        return true;
    }
}
