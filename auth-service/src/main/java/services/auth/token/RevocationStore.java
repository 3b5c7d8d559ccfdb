package services.auth.token;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;
import services.auth.redis.RedisAnswer;
import services.auth.redis.RedisLink;
import services.auth.redis.RedisScript;
import services.auth.redis.RedisServer;

/** The revocations in Redis, each with a time to live. Keys with one hash tag share a slot of a cluster's slot. */
@Singleton
public final class RevocationStore {

    private static final RedisScript REVOKE = RedisScript.load("revoke");
    private static final RedisScript FORGET = RedisScript.load("forget");

    private final RedisLink redis;

    RevocationStore(RedisLink redis) {
        this.redis = redis;
    }

    /** Where a revoked session or token stands. */
    public static String revokedKey(UUID tag, Object id) {
        return "revoked:{" + tag + "}:" + id;
    }

    /** Where a live session stands. */
    public static String sessionKey(UUID tag, Object sessionId) {
        return "session:{" + tag + "}:" + sessionId;
    }

    /** The permission to write a live session. */
    public static String leaseKey(UUID tag, Object sessionId) {
        return "lease:{" + tag + "}:" + sessionId;
    }

    /** See {@link RedisLink#changes}. */
    long changesOfRedis() {
        return redis.changes();
    }

    CompletionStage<RedisAnswer> tell(Revocation revocation, Duration timeToLive) {
        UUID forgets = revocation.forgets();
        return redis.run(
                forgets == null ? new Revoke(revocation, timeToLive) : new Forget(revocation.hashTag(), forgets));
    }

    private record Forget(UUID tag, UUID id) implements RedisLink.Call {

        @Override
        public RedisScript script() {
            return FORGET;
        }

        @Override
        public List<String> keys() {
            return List.of(sessionKey(tag, id), leaseKey(tag, id));
        }

        @Override
        public List<String> arguments(RedisServer server) {
            return List.of();
        }
    }

    private record Revoke(Revocation revocation, Duration timeToLive) implements RedisLink.Call {

        @Override
        public RedisScript script() {
            return REVOKE;
        }

        @Override
        public List<String> keys() {
            return List.of(
                    revokedKey(revocation.hashTag(), revocation.id()),
                    sessionKey(revocation.hashTag(), revocation.id()),
                    leaseKey(revocation.hashTag(), revocation.id()));
        }

        @Override
        public List<String> arguments(RedisServer server) {
            return List.of(Long.toString(Math.max(1, timeToLive.toMillis())));
        }
    }
}
