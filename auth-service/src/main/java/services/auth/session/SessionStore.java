package services.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;
import services.auth.redis.RedisAnswer;
import services.auth.redis.RedisLink;
import services.auth.redis.RedisScript;
import services.auth.redis.RedisServer;
import services.auth.token.RevocationStore;
import services.auth.token.Scope;

/**
 * The live sessions in Redis, each with a time to live. A session that is not found here, or that was written before the
 * server's last start, says nothing: PostgreSQL knows. So a wiped or restarted Redis fills itself again, login by login.
 */
@Singleton
final class SessionStore {

    private static final RedisScript CHECK = RedisScript.load("check");
    private static final RedisScript FILL = RedisScript.load("fill");

    private final RedisLink redis;

    SessionStore(RedisLink redis) {
        this.redis = redis;
    }

    /** What Redis says of a token's session. */
    sealed interface Answer {

        /** @param mustPersist whether the caller must tell PostgreSQL the new idle timer */
        record Live(LiveSession session, boolean mustPersist) implements Answer {}

        record Revoked() implements Answer {}

        /** The idle timer has run out. */
        record Idle() implements Answer {}

        /** Not known to this life of Redis. */
        record Unknown() implements Answer {}
    }

    /**
     * One atomic step and one round trip: is the token live, and if so its idle timer starts again. Otherwise whoever asks
     * PostgreSQL next holds the lease.
     */
    CompletionStage<Answer> check(LiveSessions.Question question) {
        return redis.run(new Check(question))
                .thenApply(answer -> read(answer, question.sessionId(), question.userId()));
    }

    /** Writes what PostgreSQL said, unless the session was revoked or the lease was lost since. */
    CompletionStage<RedisAnswer> fill(LiveSession session, LiveSessions.Question question) {
        return redis.run(new Fill(session, question));
    }

    private static Answer read(RedisAnswer answer, UUID sessionId, UUID userId) {
        return switch (answer.text(0)) {
            case "live" -> new Answer.Live(readSession(answer, sessionId, userId), answer.number(2) == 1);
            case "dead" -> new Answer.Revoked();
            case "idle" -> new Answer.Idle();
            default -> new Answer.Unknown();
        };
    }

    private static LiveSession readSession(RedisAnswer answer, UUID sessionId, UUID userId) {
        String roles = answer.text(6);
        return new LiveSession(
                sessionId,
                userId,
                answer.text(5),
                roles.isEmpty() ? List.of() : List.of(roles.split(" ")),
                Scope.parse(answer.text(7)),
                answer.text(8),
                Duration.ofMillis(answer.number(3)),
                Instant.ofEpochMilli(answer.number(1)),
                Instant.ofEpochMilli(answer.number(4)),
                Instant.ofEpochMilli(answer.number(9)),
                (int) answer.number(10));
    }

    private record Check(LiveSessions.Question question) implements RedisLink.Call {

        @Override
        public RedisScript script() {
            return CHECK;
        }

        @Override
        public List<String> keys() {
            return List.of(
                    RevocationStore.sessionKey(question.userId(), question.sessionId()),
                    RevocationStore.revokedKey(question.userId(), question.sessionId()),
                    RevocationStore.revokedKey(question.userId(), question.tokenId()),
                    RevocationStore.leaseKey(question.userId(), question.sessionId()));
        }

        @Override
        public List<String> arguments(RedisServer server) {
            return List.of(
                    Long.toString(question.now().toEpochMilli()),
                    server.runId(),
                    question.lease(),
                    question.tokenId().toString(),
                    Integer.toString(question.generation()));
        }
    }

    private record Fill(LiveSession session, LiveSessions.Question question) implements RedisLink.Call {

        @Override
        public RedisScript script() {
            return FILL;
        }

        @Override
        public List<String> keys() {
            return List.of(
                    RevocationStore.sessionKey(session.userId(), session.id()),
                    RevocationStore.revokedKey(session.userId(), session.id()),
                    RevocationStore.leaseKey(session.userId(), session.id()));
        }

        @Override
        public List<String> arguments(RedisServer server) {
            return List.of(
                    question.lease(),
                    server.runId(),
                    question.tokenId().toString(),
                    Integer.toString(question.generation()),
                    Long.toString(session.idleUntil().toEpochMilli()),
                    Long.toString(session.idleTimeout().toMillis()),
                    Long.toString(session.expiresAt().toEpochMilli()),
                    session.username(),
                    String.join(" ", session.roles()),
                    session.scope().toString(),
                    session.clientId(),
                    Long.toString(session.createdAt().toEpochMilli()),
                    Integer.toString(session.refreshCount()));
        }
    }
}
