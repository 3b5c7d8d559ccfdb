package services.auth;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import services.auth.redis.RedisLink;
import services.auth.token.RevocationList;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An instance that judges on the word of one witness, and with each of its answers the proof that it asked that one: Redis'
 * answers are counted at the circuit breaker, questions to PostgreSQL at the bulkhead, and there is no way past these.
 */
public final class Judge implements AutoCloseable {

    private static final String DEAD = "{\"authenticated\":false}";

    private final Witness witness;
    private final AuthServiceUnderTest service;
    private final AtomicInteger redis = new AtomicInteger();
    private final AtomicInteger postgres = new AtomicInteger();

    /** How often each was asked. */
    private record Asked(int redis, int postgres) {}

    private Judge(Witness witness, AuthServiceUnderTest service) {
        this.witness = witness;
        this.service = service;
        service.bean(CircuitBreaker.class).getEventPublisher().onSuccess(ignored -> redis.incrementAndGet());
        service.bean(Bulkhead.class).getEventPublisher().onCallPermitted(ignored -> postgres.incrementAndGet());
    }

    public static Judge on(Witness witness, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(witness.settings());
        AuthServiceUnderTest service = AuthServiceUnderTest.on(BackingServices.shared(), all);
        if (witness.hasRedis()) {
            RevocationList revocationList = service.bean(RevocationList.class);
            await().atMost(Duration.ofSeconds(10)).until(() -> !revocationList.isRedisBehind());
        }
        assertThat(service.bean(RedisLink.class).isUp()).isEqualTo(witness.hasRedis());
        return new Judge(witness, service);
    }

    public AuthServiceUnderTest service() {
        return service;
    }

    /** What it says, whoever is asked. Afterwards a Redis that is there knows what is live. */
    public Answer show(String credential) {
        witness.prepare();
        return service.validate(credential);
    }

    /** It is live, and a warm Redis has that in writing. */
    public JsonNode callsLive(String credential) {
        JsonNode answer = answer(credential, witness.hasItInWriting()).json();
        assertThat(answer.path("authenticated").asBoolean()).isTrue();
        return answer;
    }

    /** It is dead, and a warm Redis has that in writing. */
    public void knowsDead(String credential) {
        assertThat(answer(credential, witness.hasItInWriting()).body()).isEqualTo(DEAD);
    }

    /** It is dead, which only PostgreSQL knows. */
    public void findsDead(String credential) {
        assertThat(answer(credential, false).body()).isEqualTo(DEAD);
    }

    /** It is dead, and nobody need be asked. */
    public void seesDead(String credential) {
        Asked before = asked();
        assertThat(show(credential).body()).isEqualTo(DEAD);
        assertThat(asked()).isEqualTo(before);
    }

    private Answer answer(String credential, boolean isInWriting) {
        String callerToken = service.clientToken();
        return proved(() -> service.validateAs(callerToken, credential), isInWriting);
    }

    /** The answer to one question, which Redis cannot answer by itself. */
    public <T> T proved(Supplier<T> question) {
        return proved(question, false);
    }

    private <T> T proved(Supplier<T> question, boolean isInWriting) {
        witness.prepare();
        Asked before = asked();
        T answer = question.get();
        Asked after = asked();
        witness.prove(isInWriting, after.redis() - before.redis(), after.postgres() - before.postgres());
        return answer;
    }

    private Asked asked() {
        return new Asked(redis.get(), postgres.get());
    }

    @Override
    public void close() {
        service.close();
    }
}
