package services.auth.emailconfirmation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.SetArgs;
import io.micronaut.context.annotation.Value;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import services.auth.redis.RedisLink;

/** The registrations in Redis, each with a time to live. */
@Singleton
class PendingRegistrationStore {

    private final RedisLink redis;
    private final ObjectMapper mapper;
    private final Duration timeToLive;

    PendingRegistrationStore(
            RedisLink redis,
            ObjectMapper mapper,
            @Value("${auth-service.registration.pending-time-to-live}") Duration timeToLive) {
        this.redis = redis;
        this.mapper = mapper;
        this.timeToLive = timeToLive;
    }

    CompletionStage<String> put(PendingRegistration registration) {
        String json = write(registration);
        return redis.run(commands -> commands.set(key(registration.id()), json, SetArgs.Builder.px(timeToLive))
                .toCompletableFuture());
    }

    CompletionStage<Optional<PendingRegistration>> find(UUID id) {
        return redis.run(commands -> commands.get(key(id))
                .thenApply(json -> Optional.ofNullable(json).map(this::read))
                .toCompletableFuture());
    }

    CompletionStage<Long> remove(UUID id) {
        return redis.run(commands -> commands.del(key(id)).toCompletableFuture());
    }

    private static String key(UUID id) {
        return "registration:" + id;
    }

    private String write(PendingRegistration registration) {
        try {
            return mapper.writeValueAsString(registration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PendingRegistration read(String json) {
        try {
            return Objects.requireNonNull(mapper.readValue(json, PendingRegistration.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
