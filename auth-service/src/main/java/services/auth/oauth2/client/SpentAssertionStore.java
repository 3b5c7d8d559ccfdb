package services.auth.oauth2.client;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.SetArgs;
import jakarta.inject.Singleton;
import services.auth.redis.RedisLink;

/** Which assertions were used, in Redis, as long as they could be used again. */
@Singleton
class SpentAssertionStore {

    private final RedisLink redis;

    SpentAssertionStore(RedisLink redis) {
        this.redis = redis;
    }

    /** @return whether it was not there yet */
    CompletionStage<Boolean> add(String name, Duration remembered) {
        long millis = Math.max(1, remembered.toMillis());
        return redis.run(commands -> commands.set(
                        "client-assertion:" + name, "", SetArgs.Builder.nx().px(millis))
                .thenApply("OK"::equals)
                .toCompletableFuture());
    }
}
