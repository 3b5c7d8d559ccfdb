package services.resource.gathering;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Asks questions in as few calls as there need be: while a call is on its way, the questions that come wait and go together in the next
 * one. Where nothing is on its way, a call begins as soon as the event loop has read what else has come. Another call goes beside the first when it
 * would be full, or when the first is slow.
 *
 * <p>A question goes into a call that begins after the question came, never into one that has begun: its answer is never older than
 * itself. A call that fails, fails the questions that were in it and no others.
 */
public final class Gathering<Q, A> {

    private final Limits limits;
    private final ToIntFunction<Q> weight;
    private final Executor last;
    private final Function<List<Q>, CompletionStage<List<A>>> call;

    // guarded by itself, and what follows with it
    private final Deque<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private final Deque<Call<Q, A>> onTheirWay = new ArrayDeque<>();
    private boolean isTimed;
    private boolean isDue;

    /**
     * How much at once.
     *
     * @param calls on their way at the same time
     * @param questions in one call
     * @param weight of the questions in one call together; one that is heavier goes alone
     * @param waiting questions that may wait
     * @param slow how long a call may hold up the next one
     */
    public record Limits(int calls, int questions, int weight, int waiting, Duration slow) {}

    private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

    private record Call<Q, A>(List<Waiting<Q, A>> asked, long begun) {}

    /**
     * @param weight of a question, counted against the limit of a call
     * @param last runs what is to come behind the questions that are at hand: {@link EventLoops#runLast}
     * @param call asks all of these and has their answers in their order; must not block
     */
    public Gathering(
            Limits limits, ToIntFunction<Q> weight, Executor last, Function<List<Q>, CompletionStage<List<A>>> call) {
        this.limits = limits;
        this.weight = weight;
        this.last = last;
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
        callLast();
        return one.answer();
    }

    private void callLast() {
        synchronized (waiting) {
            if (isDue || !mayCall()) {
                return;
            }
            isDue = true;
        }
        last.execute(() -> {
            synchronized (waiting) {
                isDue = false;
            }
            callWhileAllowed();
        });
    }

    private void callWhileAllowed() {
        for (Call<Q, A> next = next(); next != null; next = next()) {
            call(next);
        }
    }

    /** Absent where there is none to be made now. */
    private @Nullable Call<Q, A> next() {
        synchronized (waiting) {
            if (!mayCall()) {
                return null;
            }
            List<Waiting<Q, A>> asked = take();
            if (asked.isEmpty()) {
                return null;
            }
            Call<Q, A> next = new Call<>(asked, System.nanoTime());
            onTheirWay.add(next);
            return next;
        }
    }

    private boolean mayCall() {
        if (waiting.isEmpty() || onTheirWay.size() >= limits.calls()) {
            return false;
        }
        if (onTheirWay.isEmpty() || waiting.size() >= limits.questions()) {
            return true;
        }
        long slowIn = onTheirWay.getLast().begun() + limits.slow().toNanos() - System.nanoTime();
        if (slowIn > 0 && !isTimed) {
            isTimed = true;
            CompletableFuture.delayedExecutor(slowIn, TimeUnit.NANOSECONDS).execute(this::callBesideWhatIsSlow);
        }
        return slowIn <= 0;
    }

    private void callBesideWhatIsSlow() {
        synchronized (waiting) {
            isTimed = false;
        }
        callWhileAllowed();
    }

    /** Who goes into the next call; whoever has given up goes into none. */
    private List<Waiting<Q, A>> take() {
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
        return taken;
    }

    private void call(Call<Q, A> next) {
        List<Q> questions = next.asked().stream().map(Waiting::question).toList();
        begin(questions).whenComplete((answers, failure) -> {
            synchronized (waiting) {
                onTheirWay.remove(next);
            }
            callLast();
            settle(next.asked(), answers, failure);
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
