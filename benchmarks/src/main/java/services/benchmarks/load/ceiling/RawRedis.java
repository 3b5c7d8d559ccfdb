package services.benchmarks.load.ceiling;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;

/** One command, on one connection with so many on their way at once, by the client that auth-service has. */
public final class RawRedis implements Ceiling, AutoCloseable {

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final Function<RedisAsyncCommands<String, String>, CompletionStage<?>> command;
    private final int atOnce;

    private RawRedis(String uri, int atOnce, Function<RedisAsyncCommands<String, String>, CompletionStage<?>> command) {
        this.client = RedisClient.create(uri);
        this.connection = client.connect();
        this.command = command;
        this.atOnce = atOnce;
    }

    public static RawRedis ping(String uri, int atOnce) {
        return new RawRedis(uri, atOnce, RedisAsyncCommands::ping);
    }

    /** A script that looks whether one of two keys is there, as a validation must. */
    public static RawRedis script(String uri, int atOnce) {
        String script = "return redis.call('EXISTS', KEYS[1], KEYS[2])";
        RedisClient loader = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> loading = loader.connect()) {
            String digest = loading.sync().scriptLoad(script);
            String[] keys = {"revoked:{somebody}:session", "revoked:{somebody}:token"};
            return new RawRedis(uri, atOnce, commands -> commands.evalsha(digest, ScriptOutputType.INTEGER, keys));
        } finally {
            loader.shutdown();
        }
    }

    @Override
    public double perSecond(Duration duration) {
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        AtomicLong done = new AtomicLong();
        Semaphore running = new Semaphore(0);
        CompletableFuture<Void> failure = new CompletableFuture<>();
        for (int i = 0; i < atOnce; i++) {
            next(end, done, running, failure);
        }
        running.acquireUninterruptibly(atOnce);
        if (failure.isCompletedExceptionally()) {
            failure.join();
        }
        return done.get() * 1e9 / (System.nanoTime() - begin);
    }

    private void next(long end, AtomicLong done, Semaphore running, CompletableFuture<Void> failure) {
        command.apply(connection.async()).whenComplete((answer, problem) -> {
            if (problem != null) {
                failure.completeExceptionally(problem);
                running.release();
            } else if (System.nanoTime() >= end) {
                running.release();
            } else {
                done.incrementAndGet();
                next(end, done, running, failure);
            }
        });
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
