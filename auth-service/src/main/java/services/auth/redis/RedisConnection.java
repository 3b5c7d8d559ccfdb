package services.auth.redis;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandKeyword;
import io.lettuce.core.protocol.CommandType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.redis.RedisLink.Call;
import services.auth.redis.RedisLink.Watched;

/** One connection, the life of the server at its other end, and what that server told over it. */
final class RedisConnection {

    private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);

    private final StatefulRedisConnection<String, String> connection;
    private final RedisServer server;
    private final RedisWatches watches = new RedisWatches();
    private final Barrier barrier;
    private volatile boolean isTracking;

    /** @param echo makes the server answer over this connection */
    private RedisConnection(
            StatefulRedisConnection<String, String> connection,
            RedisServer server,
            Function<RedisConnection, CompletionStage<?>> echo) {
        this.connection = connection;
        this.server = server;
        this.barrier = new Barrier(() -> echo.apply(this));
        connection.addListener(watches);
    }

    /** Has the server tell what is written of what is read here, where a command asks for that (CLIENT TRACKING, OPTIN). */
    static CompletionStage<RedisConnection> track(
            StatefulRedisConnection<String, String> connection,
            RedisServer server,
            Function<RedisConnection, CompletionStage<?>> echo) {
        RedisConnection tracked = new RedisConnection(connection, server, echo);
        return tracked.commands()
                .clientTracking(TrackingArgs.Builder.enabled().optin())
                .thenCompose(ignored -> tracked.isToldOfAWrite())
                .handle((isTold, refusal) -> {
                    tracked.isTracking = Boolean.TRUE.equals(isTold);
                    if (!tracked.isTracking) {
                        LOG.warn(
                                "Redis does not tell what changes, so that each validation asks it: {}",
                                refusal == null ? "it is silent" : refusal.toString());
                    }
                    return tracked;
                });
    }

    /** Tried out: over RESP2, and by some proxies, tracking is granted and nothing is ever told. */
    private CompletionStage<Boolean> isToldOfAWrite() {
        String key = "watch:{" + UUID.randomUUID() + "}";
        Watch watch = watches.open(List.of(key));
        connection.dispatch(List.of(
                caching(),
                command(
                        CommandType.GET,
                        new ValueOutput<>(StringCodec.UTF8),
                        new CommandArgs<>(StringCodec.UTF8).addKey(key))));
        RedisFuture<String> unused = commands().psetex(key, 1, "");
        return commands().ping().thenApply(ignored -> {
            boolean isTold = watch.isBroken();
            watch.close();
            return isTold;
        });
    }

    RedisServer server() {
        return server;
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    RedisAsyncCommands<String, String> commands() {
        return connection.async();
    }

    /** Whether it is this connection that would tell. */
    boolean hasMade(Watch watch) {
        return watches.hasMade(watch);
    }

    CompletionStage<Void> passBarrier(Executor home) {
        return barrier.pass(home);
    }

    CompletableFuture<RedisAnswer> evaluate(Call call) {
        return orWithSource(
                call, false, dispatch(call, CommandType.EVALSHA, call.script().sha(), false));
    }

    CompletableFuture<Watched> evaluateWatched(Call call) {
        Watch watch = watches.open(call.keys());
        if (!isTracking) {
            watch.close();
        }
        CompletableFuture<Watched> watched = orWithSource(
                        call,
                        isTracking,
                        dispatch(call, CommandType.EVALSHA, call.script().sha(), isTracking))
                .thenApply(answer -> new Watched(answer, watch));
        // also when somebody has waited too long for it
        CompletableFuture<?> unused = watched.whenComplete((ignored, failure) -> {
            if (failure != null) {
                watch.close();
            }
        });
        return watched;
    }

    /** The first call of a script on a server that does not know it yet. */
    private CompletableFuture<RedisAnswer> orWithSource(
            Call call, boolean isWatched, CompletableFuture<List<Object>> answer) {
        return answer.exceptionallyCompose(failure -> failure instanceof RedisNoScriptException
                        ? dispatch(call, CommandType.EVAL, call.script().source(), isWatched)
                        : CompletableFuture.failedFuture(failure))
                .thenApply(RedisAnswer::new);
    }

    private CompletableFuture<List<Object>> dispatch(Call call, CommandType type, String script, boolean isWatched) {
        List<String> keys = call.keys();
        AsyncCommand<String, String, List<Object>> command = command(
                type,
                new NestedMultiOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8)
                        .add(script)
                        .add(keys.size())
                        .addKeys(keys)
                        .addValues(call.arguments(server)));
        if (isWatched) {
            // counts for the next command of this connection: nothing may come between the two
            connection.dispatch(List.of(caching(), command));
        } else {
            connection.dispatch(command);
        }
        return command.toCompletableFuture();
    }

    private static AsyncCommand<String, String, String> caching() {
        return command(
                CommandType.CLIENT,
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8).add(CommandKeyword.CACHING).add("YES"));
    }

    private static <T> AsyncCommand<String, String, T> command(
            CommandType type, CommandOutput<String, String, T> output, CommandArgs<String, String> arguments) {
        return new AsyncCommand<>(new Command<>(type, output, arguments));
    }

    /** When it is lost. */
    void breakWatches() {
        watches.breakAll();
    }

    void close() {
        connection.close();
        breakWatches();
    }
}
