package services.auth.onetimecode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;
import services.auth.redis.RedisAnswer;
import services.auth.redis.RedisLink;
import services.auth.redis.RedisScript;
import services.auth.redis.RedisServer;

/** The codes in Redis, by recipient. */
@Singleton
class CodeStore {

    private static final RedisScript PUT = RedisScript.load("code-put");
    private static final RedisScript SPEND = RedisScript.load("code-spend");

    private static final int WRONG_TRIES = 5;
    private static final int AT_ONCE = 3;

    private final RedisLink redis;

    CodeStore(RedisLink redis) {
        this.redis = redis;
    }

    CompletionStage<RedisAnswer> put(String recipient, String hash, String target, Duration timeToLive) {
        return redis.run(new Run(
                PUT,
                recipient,
                List.of(hash, target, Long.toString(timeToLive.toMillis()), Integer.toString(AT_ONCE))));
    }

    CompletionStage<Optional<String>> spend(String recipient, String hash) {
        return redis.run(new Run(SPEND, recipient, List.of(hash, Integer.toString(WRONG_TRIES))))
                .thenApply(answer -> answer.values().isEmpty() ? Optional.empty() : Optional.of(answer.text(0)));
    }

    private record Run(RedisScript script, String recipient, List<String> given) implements RedisLink.Call {

        @Override
        public List<String> keys() {
            return List.of("codes:" + recipient);
        }

        @Override
        public List<String> arguments(RedisServer server) {
            return given;
        }
    }
}
