package services.auth.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import io.lettuce.core.SetArgs;
import io.micronaut.serde.ObjectMapper;
import services.auth.error.UnavailableException;

/**
 * Values of one kind in Redis, each with a time to live, written as JSON. All methods wait, and fail with {@link UnavailableException} when
 * Redis does not answer.
 */
public final class RedisValues<T> {

    private final RedisLink redis;
    private final ObjectMapper mapper;
    private final String prefix;
    private final Class<T> type;

    /** @param prefix of the keys */
    public RedisValues(RedisLink redis, ObjectMapper mapper, String prefix, Class<T> type) {
        this.redis = redis;
        this.mapper = mapper;
        this.prefix = prefix;
        this.type = type;
    }

    public void put(String key, T value, Duration timeToLive) {
        String json = write(value);
        RedisAnswer.await(redis.run(commands ->
                commands.psetex(prefix + key, timeToLive.toMillis(), json).toCompletableFuture()));
    }

    /** @return whether there was none */
    public boolean putIfAbsent(String key, T value, Duration timeToLive) {
        String json = write(value);
        return RedisAnswer.await(redis.run(commands -> commands.set(
                        prefix + key, json, SetArgs.Builder.nx().px(timeToLive.toMillis()))
                .thenApply("OK"::equals)
                .toCompletableFuture()));
    }

    public Optional<T> find(String key) {
        return RedisAnswer.await(redis.run(commands -> commands.get(prefix + key)
                        .thenApply(Optional::ofNullable)
                        .toCompletableFuture()))
                .map(this::read);
    }

    /** Takes a value out: of several who do that at once, one gets it. */
    public Optional<T> take(String key) {
        return RedisAnswer.await(redis.run(commands -> commands.getdel(prefix + key)
                        .thenApply(Optional::ofNullable)
                        .toCompletableFuture()))
                .map(this::read);
    }

    private String write(T value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private T read(String json) {
        try {
            return Objects.requireNonNull(mapper.readValue(json, type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
