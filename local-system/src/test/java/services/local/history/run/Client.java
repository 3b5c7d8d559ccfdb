package services.local.history.run;

import java.io.IOException;

import services.local.history.Action;
import services.local.history.Credential.Pair;
import services.local.history.Operation;
import services.local.history.Outcome;
import services.local.history.Part;
import services.local.roundtrip.Answer;
import services.local.roundtrip.Call;
import services.local.roundtrip.Caller;

/** Asks, and has everything that it asks recorded. */
final class Client {

    private static final int LONGEST_ANSWER = 200;

    private final Caller caller = new Caller();
    private final Requests requests;
    private final Wallet wallet;
    private final Recorder recorder;

    Client(Requests requests, Wallet wallet, Recorder recorder) {
        this.requests = requests;
        this.wallet = wallet;
        this.recorder = recorder;
    }

    Operation ask(Action wanted, Part asked) {
        Call call = requests.of(wanted, asked);
        long begin = recorder.now();
        Operation operation;
        try {
            Answer answer = caller.send(call);
            long end = recorder.now();
            Outcome outcome = outcome(call, answer);
            Action action = outcome == Outcome.ACCEPTED ? withWhatCame(wanted, answer) : wanted;
            operation = new Operation(action, asked, begin, end, outcome, shown(outcome, answer));
        } catch (IOException failure) {
            operation = new Operation(wanted, asked, begin, recorder.now(), Outcome.NO_ANSWER, failure.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        recorder.enter(operation);
        return operation;
    }

    private Action withWhatCame(Action wanted, Answer answer) {
        return switch (wanted) {
            case Action.Login login -> new Action.Login(login.user(), wallet.pair(login.user(), answer));
            case Action.Refresh refresh ->
                new Action.Refresh(
                        refresh.spent(), wallet.pair(refresh.spent().session().user(), answer));
            case Action.CreateApiKey creation ->
                new Action.CreateApiKey(creation.bearer(), wallet.apiKey(user(creation.bearer()), answer));
            default -> wanted;
        };
    }

    private static String user(Pair pair) {
        return pair.session().user();
    }

    private static Outcome outcome(Call call, Answer answer) {
        return switch (answer.status()) {
            case 200, 201, 204 -> answer.at("/authenticated").asBoolean(true) ? Outcome.ACCEPTED : Outcome.REFUSED;
            // there it is the caller who is refused, and not the token in question
            case 401 -> call.uri().getPath().equals("/validateToken") ? Outcome.FAULT : Outcome.REFUSED;
            // what shall be ended is known to have been there: it is over
            case 404 -> call.method().equals("DELETE") ? Outcome.ACCEPTED : Outcome.FAULT;
            // only a balancer says so: nobody knows what became of what it had sent on
            case 502, 504 -> answer.text("/code").equals("answer_lost") ? Outcome.NO_ANSWER : Outcome.FAULT;
            case 503 -> isHonest(answer) ? Outcome.CANNOT_TELL : Outcome.FAULT;
            default -> Outcome.FAULT;
        };
    }

    private static boolean isHonest(Answer unavailable) {
        return unavailable.header("Retry-After").matches("[1-9]\\d*")
                && unavailable.text("/code").equals("temporarily_unavailable");
    }

    private static String shown(Outcome outcome, Answer answer) {
        String body = answer.body();
        return outcome == Outcome.ACCEPTED
                ? String.valueOf(answer.status())
                : answer.status() + " " + body.substring(0, Math.min(LONGEST_ANSWER, body.length()));
    }
}
