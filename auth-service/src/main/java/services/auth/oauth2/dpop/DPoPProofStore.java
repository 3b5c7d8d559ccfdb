package services.auth.oauth2.dpop;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.SetArgs;
import jakarta.inject.Singleton;
import services.auth.redis.RedisLink;
import services.auth.token.Secrets;

/** The proofs in Redis that were used, by the hashes of their keys and ids, for as long as they could be used again. */
@Singleton
class DPoPProofStore {

    private final RedisLink redis;

    DPoPProofStore(RedisLink redis) {
        this.redis = redis;
    }

    /** Notes a use; answers whether it is the first. */
    CompletionStage<Boolean> use(DPoPProof proof, Duration timeToLive) {
        String key = "dpop-proof:" + Secrets.hash(proof.keyThumbprint() + "." + proof.id());
        return redis.run(commands -> commands.set(key, "1", SetArgs.Builder.nx().px(timeToLive))
                .thenApply("OK"::equals)
                .toCompletableFuture());
    }
}
