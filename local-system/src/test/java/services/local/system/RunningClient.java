package services.local.system;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import services.local.roundtrip.Answer;
import services.local.roundtrip.Call;

/** A client that goes its round again and again, whatever happens to the system. */
abstract class RunningClient implements Runnable {

    private final Journal journal;
    private boolean everythingWasTold;
    private volatile int rounds;
    private volatile int roundsInARow;

    final Client client;

    RunningClient(Client client, Journal journal) {
        this.client = client;
        this.journal = journal;
    }

    abstract void goRound();

    @Override
    public final void run() {
        everythingWasTold = true;
        try {
            goRound();
        } catch (RuntimeException e) {
            journal.complain("A client failed: " + e);
        }
        roundsInARow = everythingWasTold ? roundsInARow + 1 : 0;
        rounds = rounds + 1;
    }

    /** How many rounds it has gone. */
    final int rounds() {
        return rounds;
    }

    /** How many of the last rounds, without a gap, told everything that was asked. */
    final int roundsInARow() {
        return roundsInARow;
    }

    final Optional<Answer> accepted(Call call) {
        return ask(call, Set.of(Verdict.ACCEPTED));
    }

    final Optional<Answer> refused(Call call) {
        return ask(call, Set.of(Verdict.REFUSED));
    }

    /** The answer, where there is one and it tells something. */
    final Optional<Answer> ask(Call call, Set<Verdict> expected) {
        long begin = System.nanoTime();
        try {
            Answer answer = client.send(call);
            Verdict verdict = Verdict.of(call, answer);
            journal.enter(call, expected, verdict, since(begin), answer.status() + " " + answer.body());
            if (verdict == Verdict.ACCEPTED || verdict == Verdict.REFUSED) {
                return Optional.of(answer);
            }
        } catch (UncheckedIOException e) {
            journal.enter(call, expected, Verdict.NO_ANSWER, since(begin), String.valueOf(e.getCause()));
        }
        everythingWasTold = false;
        return Optional.empty();
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
