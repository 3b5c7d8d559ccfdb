package services.resource.gathering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Asks questions in as few calls as there need be: while calls are on their way, the questions that come wait and go together in the next
 * one. Nothing waits where nothing is on its way.
 *
 * <p>A question goes into a call that begins after the question came, never into one that has begun: its answer is never older than
 * itself. A call that fails, fails the questions that were in it and no others.
 */
public final class Gathering<Q, A> {

    private final Limits limits;
    private final ToIntFunction<Q> weight;
    private final Function<List<Q>, CompletionStage<List<A>>> call;

    // guarded by itself, and the number with it
    private final Deque<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private int calls;

    /**
     * How much at once.
     *
     * @param calls on their way at the same time
     * @param questions in one call
     * @param weight of the questions in one call together; one that is heavier goes alone
     * @param waiting questions that may wait
     */
    public record Limits(int calls, int questions, int weight, int waiting) {}

    private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

    /**
     * @param weight of a question, counted against the limit of a call
     * @param call asks all of these and has their answers in their order; must not block
     */
    public Gathering(Limits limits, ToIntFunction<Q> weight, Function<List<Q>, CompletionStage<List<A>>> call) {
        this.limits = limits;
        this.weight = weight;
        this.call = call;
    }

    /**
     * The answer; fails as the call failed that the question was in, or with {@link OverloadException}. Whoever does not want it any more
     * completes it: then the question is not asked, unless it has been.
     */
    public CompletableFuture<A> ask(Q question) {
        Waiting<Q, A> one = new Waiting<>(question, new CompletableFuture<>());
        synchronized (waiting) {
            if (waiting.size() >= limits.waiting()) {
                return CompletableFuture.failedFuture(new OverloadException());
            }
            waiting.add(one);
        }
        callWhileAllowed();
        return one.answer();
    }

    private void callWhileAllowed() {
        for (List<Waiting<Q, A>> next = take(); !next.isEmpty(); next = take()) {
            call(next);
        }
    }

    /** Who goes into the next call; nobody where there is none to be made. */
    private List<Waiting<Q, A>> take() {
        synchronized (waiting) {
            if (calls >= limits.calls()) {
                return List.of();
            }
            List<Waiting<Q, A>> taken = new ArrayList<>(Math.min(waiting.size(), limits.questions()));
            int taking = 0;
            for (Waiting<Q, A> next = waiting.peek(); next != null; next = waiting.peek()) {
                if (!next.answer().isDone()) {
                    taking += weight.applyAsInt(next.question());
                    if (taken.size() == limits.questions() || !taken.isEmpty() && taking > limits.weight()) {
                        break;
                    }
                    taken.add(next);
                }
                waiting.remove();
            }
            calls += taken.isEmpty() ? 0 : 1;
            return taken;
        }
    }

    private void call(List<Waiting<Q, A>> asked) {
        List<Q> questions = asked.stream().map(Waiting::question).toList();
        begin(questions).whenComplete((answers, failure) -> {
            synchronized (waiting) {
                calls--;
            }
            // the others are on their way before these get on with their answers
            callWhileAllowed();
            settle(asked, answers, failure);
        });
    }

    private CompletionStage<List<A>> begin(List<Q> questions) {
        try {
            return call.apply(questions);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    private static <Q, A> void settle(
            List<Waiting<Q, A>> asked, @Nullable List<A> answers, @Nullable Throwable failure) {
        if (failure == null && answers != null && answers.size() == asked.size()) {
            for (int i = 0; i < asked.size(); i++) {
                asked.get(i).answer().complete(answers.get(i));
            }
        } else {
            Throwable reason =
                    failure == null ? new IllegalStateException("There are not as many answers as questions") : failure;
            asked.forEach(one -> one.answer().completeExceptionally(reason));
        }
    }
}
