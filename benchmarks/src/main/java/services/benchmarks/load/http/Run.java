package services.benchmarks.load.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** A load from its first request to its last answer. But for {@link #start}, everything happens in the thread of the generator. */
abstract class Run {

    /** How long answers may be awaited after the end. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Bootstrap bootstrap;
    private final EventLoop loop;
    private final Duration warmUp;
    private final Duration duration;
    private final List<Client> clients = new ArrayList<>();
    private final Map<String, Tally> tallies = new HashMap<>();
    private @Nullable CompletableFuture<Measurement> result;
    private boolean isClosing;
    private long begin;
    private long end;

    Run(Bootstrap bootstrap, EventLoop loop, Duration warmUp, Duration duration) {
        this.bootstrap = bootstrap;
        this.loop = loop;
        this.warmUp = warmUp;
        this.duration = duration;
    }

    final void start(CompletableFuture<Measurement> whenDone) {
        loop.execute(() -> {
            try {
                result = whenDone;
                begin = System.nanoTime() + warmUp.toNanos();
                end = begin + duration.toNanos();
                begin();
                Future<?> unused =
                        loop.schedule(this::giveUp, end + PATIENCE.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (RuntimeException e) {
                whenDone.completeExceptionally(e);
            }
        });
    }

    /** Ends it though answers are missing. */
    abstract void giveUp();

    /** Sends the first requests, or arranges for them. */
    abstract void begin();

    /** Told each answer, after it was counted if it counts; with it the client is free again. */
    abstract void answered(Client client);

    final Client newClient() {
        Client client = new Client(bootstrap, this::done);
        clients.add(client);
        return client;
    }

    final EventLoop loop() {
        return loop;
    }

    final long beginning() {
        return begin - warmUp.toNanos();
    }

    final long ending() {
        return end;
    }

    /** Whether what was asked at that time, or answered, counts. */
    abstract boolean counts(long since, long now, long begin, long end);

    /** Counts what was due and was never sent. */
    abstract void abandon();

    final Tally tally(String kind) {
        return tallies.computeIfAbsent(kind, ignored -> new Tally());
    }

    private void done(Client client, Request request, long since, @Nullable String problem) {
        if (result == null) {
            return;
        }
        long now = System.nanoTime();
        if (counts(since, now, begin, end)) {
            if (problem == null) {
                tally(request.kind()).right(now - since);
            } else {
                tally(request.kind()).other(problem);
            }
        }
        if (isClosing) {
            return;
        }
        try {
            answered(client);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** @param at when the load was over: before its time when there were no more requests, after it when answers were late */
    final void finish(long at) {
        CompletableFuture<Measurement> whenDone = result;
        if (whenDone == null || isClosing) {
            return;
        }
        isClosing = true;
        clients.forEach(Client::close);
        abandon();
        result = null;
        whenDone.complete(new Measurement(Duration.ofNanos(Math.max(1, at - begin)), Map.copyOf(tallies)));
    }

    final void fail(RuntimeException cause) {
        CompletableFuture<Measurement> whenDone = result;
        if (whenDone != null) {
            isClosing = true;
            result = null;
            clients.forEach(Client::close);
            whenDone.completeExceptionally(cause);
        }
    }
}
