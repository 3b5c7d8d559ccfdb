package services.local.system;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import services.local.roundtrip.Answer;
import services.local.roundtrip.Call;

import static org.awaitility.Awaitility.await;

/** Requests by many clients at once, each of whom asks again shortly after it was answered, until it is closed. */
final class Traffic implements AutoCloseable {

    private static final int CLIENTS = 8;
    private static final int MANY = 300;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(CLIENTS);
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final List<ScheduledFuture<?>> clients;

    /**
     * A request and what came of it.
     *
     * @param begin by {@link System#nanoTime}
     * @param end the same
     */
    record Sent(String what, long begin, long end, Verdict verdict, String detail) {

        boolean isBegunAfter(long moment) {
            return begin - moment > 0;
        }
    }

    private Traffic(List<Supplier<Call>> calls, Client client) {
        Runnable one =
                () -> send(calls.get(next.getAndIncrement() % calls.size()).get(), client);
        clients = Stream.<ScheduledFuture<?>>generate(
                        () -> threads.scheduleWithFixedDelay(one, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS))
                .limit(CLIENTS)
                .toList();
    }

    /** Reads data, asks about a live token and logs in, again and again. */
    static Traffic of(Client client) {
        Client.User user = client.register();
        String token = client.logIn(user);
        String tokenForValidation = client.tokenForValidation();
        return new Traffic(
                List.of(
                        () -> client.data(token),
                        () -> client.validation(token).bearer(tokenForValidation),
                        () -> client.data(token),
                        () -> client.account(token),
                        () -> client.login(user, Client.PASSWORD)),
                client);
    }

    private void send(Call call, Client client) {
        long begin = System.nanoTime();
        Verdict verdict;
        String detail;
        try {
            Answer answer = client.send(call);
            verdict = Verdict.of(call, answer);
            detail = answer.status() + " " + answer.body();
        } catch (UncheckedIOException failure) {
            verdict = Verdict.NO_ANSWER;
            detail = failure.toString();
        }
        String what = call.method() + " " + call.uri().getPath();
        sent.add(new Sent(what, begin, System.nanoTime(), verdict, verdict == Verdict.ACCEPTED ? "" : detail));
    }

    /** Returns when many more were answered than are now. */
    void goOn() {
        int before = sent.size();
        await().atMost(PATIENCE).until(() -> sent.size() >= before + MANY);
    }

    /** What was not answered as if nothing had happened. */
    Stream<Sent> disturbed() {
        return sent.stream().filter(one -> one.verdict() != Verdict.ACCEPTED);
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** How many there were, and what was not as it should be. */
    @Override
    public String toString() {
        List<Sent> others = disturbed().toList();
        return sent.size() + " requests; of these " + others.size() + " were disturbed "
                + others.stream()
                        .map(one -> one.what() + " " + one.verdict() + " " + one.detail())
                        .distinct()
                        .toList();
    }

    /** Returns when everybody was answered. */
    @Override
    public void close() {
        clients.forEach(client -> client.cancel(false));
        threads.shutdown();
        await().atMost(PATIENCE).until(threads::isTerminated);
    }
}
