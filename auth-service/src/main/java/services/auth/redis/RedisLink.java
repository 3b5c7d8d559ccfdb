package services.auth.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import io.netty.util.Timeout;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.StartException;
import services.auth.error.UnavailableException;

/**
 * The one connection to Redis, shared and pipelined by every request.
 *
 * <p>It never reconnects behind its users' backs: a new connection may reach another server, or the same one after a
 * restart, and what that one holds may be out of date. So each connection is made here, together with the
 * {@link RedisServer} at its other end, and every command runs on such a pair.
 */
@Context
public class RedisLink {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final RedisClient client;
    private final RedisURI uri;
    private final Duration timeout;
    private final CircuitBreaker circuitBreaker;
    private final EventLoops eventLoops;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable RedisConnection connected;
    private volatile boolean lossReported;

    /** A script with its keys and arguments, made for one particular life of the server. */
    public interface Call {
        RedisScript script();

        List<String> keys();

        /** Arguments that may name the server's {@link RedisServer#runId()}. */
        List<String> arguments(RedisServer server);
    }

    /** What a script returned, and what tells whether it would return the same now. */
    public record Watched(RedisAnswer answer, Watch watch) {}

    RedisLink(
            RedisClient client,
            RedisConfiguration configuration,
            CircuitBreaker redisCircuitBreaker,
            EventLoops eventLoops) {
        this.eventLoops = eventLoops;
        this.client = client;
        this.uri = configuration.address();
        this.timeout = configuration.timeout();
        this.circuitBreaker = redisCircuitBreaker;
        circuitBreaker.getEventPublisher().onStateTransition(ignored -> changes.incrementAndGet());
    }

    /** How often it went away or came back: whoever tells it things must tell them again when this has changed. */
    public long changes() {
        return changes.get();
    }

    /** Whether commands reach Redis now. */
    public boolean isUp() {
        RedisConnection now = connected;
        return now != null && now.isOpen() && circuitBreaker.getState() != CircuitBreaker.State.OPEN;
    }

    /**
     * Runs a script: one round trip, never blocking.
     *
     * @return its answer; fails with {@link UnavailableException} when Redis is away or too slow. The script may have run
     *     all the same.
     */
    public CompletionStage<RedisAnswer> run(Call call) {
        return guarded(now -> now.evaluate(call));
    }

    /** Runs a script as {@link #run} does, and has Redis tell when one of its keys changes. Whoever gets the watch closes it. */
    public CompletionStage<Watched> runWatched(Call call) {
        return guarded(now -> now.evaluateWatched(call));
    }

    /**
     * Whether nothing that is watched had been written when this was asked. Redis gives no more than a sign of life, one for all who ask at
     * the same time.
     *
     * @return fails with {@link UnavailableException} when Redis gives none
     */
    public CompletionStage<Boolean> holds(Watch watch) {
        RedisConnection now = connected;
        return now == null || !now.hasMade(watch) || watch.isBroken()
                ? CompletableFuture.completedFuture(false)
                : now.passBarrier(eventLoops.calling()).thenApply(ignored -> !watch.isBroken());
    }

    private CompletionStage<String> echo(RedisConnection connection) {
        return guarded(connection, now -> now.commands().ping().toCompletableFuture());
    }

    /**
     * Lets a library run commands of its own making, never blocking. All of them together have the time of one script, and a
     * failure is told as of one.
     */
    public <T> CompletionStage<T> run(Function<RedisAsyncCommands<String, String>, CompletableFuture<T>> commands) {
        return guarded(now -> commands.apply(now.commands()));
    }

    private <T> CompletionStage<T> guarded(Function<RedisConnection, CompletableFuture<T>> asked) {
        RedisConnection now = connected;
        if (now == null || !now.isOpen()) {
            return CompletableFuture.failedFuture(new UnavailableException("Redis is not connected"));
        }
        return guarded(now, asked);
    }

    private <T> CompletionStage<T> guarded(RedisConnection now, Function<RedisConnection, CompletableFuture<T>> asked) {
        if (!circuitBreaker.tryAcquirePermission()) {
            return CompletableFuture.failedFuture(new UnavailableException("Redis did not answer lately"));
        }
        long start = circuitBreaker.getCurrentTimestamp();
        CompletableFuture<T> asking = begin(now, asked);
        Timeout late = client.getResources()
                .timer()
                .newTimeout(
                        ignored -> asking.completeExceptionally(new TimeoutException()),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
        CompletableFuture<T> answer = new CompletableFuture<>();
        CompletableFuture<?> unused = asking.whenComplete((value, failure) -> {
            late.cancel();
            long took = circuitBreaker.getCurrentTimestamp() - start;
            if (failure == null) {
                circuitBreaker.onSuccess(took, circuitBreaker.getTimestampUnit());
                answer.complete(value);
            } else {
                circuitBreaker.onError(took, circuitBreaker.getTimestampUnit(), failure);
                answer.completeExceptionally(new UnavailableException(
                        failure instanceof TimeoutException ? "Redis did not answer in time" : "Redis failed",
                        failure));
            }
        });
        return answer;
    }

    private static <T> CompletableFuture<T> begin(
            RedisConnection now, Function<RedisConnection, CompletableFuture<T>> asked) {
        try {
            return asked.apply(now);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /**
     * Waits a moment for the first connection, so that a service that starts beside a healthy Redis starts healthy. One that
     * is away does not hinder the start.
     *
     * @throws StartException when it is there and could drop revocations
     */
    @PostConstruct
    void start() {
        try {
            connect().join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof StartException unfit) {
                throw unfit;
            }
            reportOnce(failure);
        }
    }

    /** Makes a new connection when there is none. */
    @Scheduled(fixedDelay = "250ms")
    void keepConnected() {
        RedisConnection now = connected;
        if (now != null && now.isOpen()) {
            return;
        }
        if (now != null) {
            connected = null;
            now.breakWatches();
            changes.incrementAndGet();
            lossReported = true;
            LOG.warn("Redis is lost; PostgreSQL answers until it is back");
        }
        if (connecting.compareAndSet(false, true)) {
            CompletableFuture<Boolean> unused = connect().whenComplete((ignored, failure) -> {
                connecting.set(false);
                if (failure != null) {
                    reportOnce(failure);
                }
            });
        }
    }

    private CompletableFuture<Boolean> connect() {
        return client.connectAsync(StringCodec.UTF8, uri)
                .thenCompose(this::examine)
                .toCompletableFuture()
                .orTimeout(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletionStage<Boolean> examine(StatefulRedisConnection<String, String> connection) {
        return connection
                .async()
                .info()
                .thenApply(info -> {
                    RedisServer server = RedisServer.parse(info)
                            .orElseThrow(() -> new IllegalStateException("INFO names no run_id"));
                    if (!server.keepsEverything()) {
                        CompletableFuture<Void> unused = connection.closeAsync();
                        throw new StartException("Redis could drop revocations, its maxmemory-policy is "
                                + server.evictionPolicy() + ": set it to noeviction");
                    }
                    return server;
                })
                .thenCompose(server -> RedisConnection.track(connection, server, this::echo))
                .thenApply(ready -> {
                    changes.incrementAndGet();
                    connected = ready;
                    circuitBreaker.reset();
                    lossReported = false;
                    LOG.info("Redis is connected, run id {}", ready.server().runId());
                    return true;
                });
    }

    /** One line in the log for each outage. */
    private void reportOnce(Throwable failure) {
        if (!lossReported) {
            lossReported = true;
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            LOG.warn("Redis is not used: {}; PostgreSQL answers until it is", String.valueOf(cause));
        }
    }

    @PreDestroy
    void close() {
        RedisConnection now = connected;
        if (now != null) {
            now.close();
        }
    }
}
