package services.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;
import services.auth.error.UnavailableException;
import services.auth.redis.RedisAnswer;
import services.auth.redis.RedisLink;
import services.auth.redis.RedisScript;
import services.auth.redis.RedisServer;
import services.auth.token.RevocationList;
import services.auth.token.RevocationStore;
import services.auth.token.Scope;

/**
 * The live sessions in Redis, each with a time to live. A session that is not found here, or that was written before the
 * server's last start, says nothing: PostgreSQL knows. So a wiped or restarted Redis fills itself again, login by login.
 * An API key stands here like a session without an idle timer.
 */
@Singleton
public class SessionStore {

    private static final RedisScript CHECK = RedisScript.load("check");
    private static final RedisScript FILL = RedisScript.load("fill");

    private final RedisLink redis;
    private final RevocationList revocationList;
    private final KeptSessions kept;

    SessionStore(RedisLink redis, RevocationList revocationList, KeptSessions kept) {
        this.redis = redis;
        this.kept = kept;
        this.revocationList = revocationList;
    }

    /**
     * What Redis is asked.
     *
     * @param tag what the keys of one slot of a cluster share: the user's id, or the id of an API key, which names no user
     * @param credential by which that session is meant and no other: the {@code jti}, or the hash of an API key
     */
    public record Question(UUID id, UUID tag, String credential, int generation, Instant now) {}

    /** What Redis says of a token's session. */
    public sealed interface Answer {

        /** @param mustPersist whether the caller must tell PostgreSQL the new idle timer */
        record Live(LiveSession session, boolean mustPersist) implements Answer {}

        record Revoked() implements Answer {}

        /**
         * The idle timer has run out.
         *
         * @param lease whose holder may write what PostgreSQL says
         */
        record Idle(String lease) implements Answer {}

        /**
         * Not known to this life of Redis.
         *
         * @param lease as of {@link Idle}
         */
        record Unknown(String lease) implements Answer {}
    }

    /**
     * Is the token live? What Redis said of it and has not taken back since is still its answer. Otherwise Redis is asked, in one atomic step
     * that also starts the idle timer again, or gives whoever asks PostgreSQL next a lease. Either way one round trip. Fails when Redis is away,
     * or not to be believed because it may lack a revocation.
     */
    public CompletionStage<Answer> check(Question question) {
        if (revocationList.isRedisBehind()) {
            return CompletableFuture.failedFuture(new UnavailableException("Redis may lack a revocation"));
        }
        KeptSessions.Kept known = kept.find(question);
        return known == null
                ? ask(question)
                : redis.holds(known.watch())
                        .thenCompose(holds -> holds
                                ? CompletableFuture.completedFuture(new Answer.Live(known.session(), false))
                                : ask(question));
    }

    private CompletionStage<Answer> ask(Question question) {
        String lease = UUID.randomUUID().toString();
        return redis.runWatched(new Check(question, lease)).thenApply(watched -> {
            Answer answer = read(watched.answer(), question.id(), lease);
            if (answer instanceof Answer.Live live) {
                kept.keep(question, live.session(), watched.watch());
            } else {
                watched.watch().close();
            }
            return answer;
        });
    }

    /**
     * Writes what PostgreSQL said, unless the session was revoked or the lease was lost since.
     *
     * @param until when PostgreSQL shall be asked again at the latest
     */
    public CompletionStage<RedisAnswer> fill(LiveSession session, Question question, String lease, Instant until) {
        return redis.run(new Fill(session, question, lease, until));
    }

    private static Answer read(RedisAnswer answer, UUID id, String lease) {
        return switch (answer.text(0)) {
            case "live" -> new Answer.Live(readSession(answer, id), answer.number(2) == 1);
            case "dead" -> new Answer.Revoked();
            case "idle" -> new Answer.Idle(lease);
            default -> new Answer.Unknown(lease);
        };
    }

    private static LiveSession readSession(RedisAnswer answer, UUID id) {
        String roles = answer.text(6);
        return new LiveSession(
                id,
                UUID.fromString(answer.text(11)),
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

    private record Check(Question question, String lease) implements RedisLink.Call {

        @Override
        public RedisScript script() {
            return CHECK;
        }

        @Override
        public List<String> keys() {
            return List.of(
                    RevocationStore.sessionKey(question.tag(), question.id()),
                    RevocationStore.revokedKey(question.tag(), question.id()),
                    RevocationStore.revokedKey(question.tag(), question.credential()),
                    RevocationStore.leaseKey(question.tag(), question.id()));
        }

        @Override
        public List<String> arguments(RedisServer server) {
            return List.of(
                    Long.toString(question.now().toEpochMilli()),
                    server.runId(),
                    lease,
                    question.credential(),
                    Integer.toString(question.generation()));
        }
    }

    private record Fill(LiveSession session, Question question, String lease, Instant until) implements RedisLink.Call {

        @Override
        public RedisScript script() {
            return FILL;
        }

        @Override
        public List<String> keys() {
            return List.of(
                    RevocationStore.sessionKey(question.tag(), question.id()),
                    RevocationStore.revokedKey(question.tag(), question.id()),
                    RevocationStore.leaseKey(question.tag(), question.id()));
        }

        @Override
        public List<String> arguments(RedisServer server) {
            return List.of(
                    lease,
                    server.runId(),
                    question.credential(),
                    Integer.toString(question.generation()),
                    Long.toString(session.idleUntil().toEpochMilli()),
                    Long.toString(session.idleTimeout().toMillis()),
                    Long.toString(session.expiresAt().toEpochMilli()),
                    session.username(),
                    String.join(" ", session.roles()),
                    session.scope().toString(),
                    session.clientId(),
                    Long.toString(session.createdAt().toEpochMilli()),
                    Integer.toString(session.refreshCount()),
                    session.userId().toString(),
                    Long.toString(until.toEpochMilli()));
        }
    }
}
