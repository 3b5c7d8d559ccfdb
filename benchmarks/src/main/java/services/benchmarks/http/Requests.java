package services.benchmarks.http;

import java.io.IOException;

import services.local.roundtrip.Answer;
import services.local.roundtrip.Call;
import services.local.roundtrip.Caller;

/** Requests that must be answered as they should: the figures of another answer would be worth nothing. */
public final class Requests {

    private final Caller caller = new Caller();

    /** @throws IllegalStateException when the status is another one, or there is no answer */
    public Answer send(Call call, int expected) {
        try {
            Answer answer = caller.send(call);
            if (answer.status() != expected) {
                throw new IllegalStateException(call.uri() + " answered " + answer.status() + " " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(call.uri() + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
