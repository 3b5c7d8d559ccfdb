package services.auth;

import java.util.Map;

import services.backing.BackingServices;
import services.backing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/** On whose word an instance calls a credential live or dead. */
public enum Witness {
    /** Redis, which was told of the credential. What it has not in writing it passes on to PostgreSQL. */
    WARM_REDIS,

    /** Redis, which has lost everything and must be told again. */
    COLD_REDIS,

    /** PostgreSQL alone: Redis is away. */
    POSTGRES;

    /** What an instance answers that ends something: without Redis success cannot be promised. */
    public int confirmed(int success) {
        return hasRedis() ? success : 503;
    }

    boolean hasRedis() {
        return this != POSTGRES;
    }

    boolean hasItInWriting() {
        return this == WARM_REDIS;
    }

    /** The settings of an instance that has no other. */
    Map<String, Object> settings() {
        return hasRedis() ? Map.of() : Map.of("auth-service.redis.uri", "redis://127.0.0.1:" + FreePort.pick());
    }

    /** Called before each question. */
    void prepare() {
        if (this == COLD_REDIS) {
            BackingServices.shared().redis().wipe();
        }
    }

    /**
     * Fails unless it was this one who was asked.
     *
     * @param isInWriting whether Redis need not pass the question on
     * @param redis how often Redis answered
     * @param postgres how often PostgreSQL was asked
     */
    void prove(boolean isInWriting, int redis, int postgres) {
        assertThat(postgres).as("questions to PostgreSQL").isEqualTo(isInWriting ? 0 : 1);
        if (isInWriting) {
            // two where something has changed since Redis was last asked
            assertThat(redis).as("round trips to Redis").isBetween(1, 2);
        } else {
            assertThat(redis > 0).as("asked Redis").isEqualTo(hasRedis());
        }
    }
}
