package services.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;
import services.auth.redis.RedisAnswer;
import services.auth.token.RevocationList;

/** What PostgreSQL says of a login: it is asked where Redis cannot tell. */
@Singleton
class SessionTruth {

    /** For good: whatever comes, this token does not live again. */
    static final Liveness.Dead OVER = new Liveness.Dead("its session is over");

    private final SessionRepository repository;
    private final RevocationList revocationList;
    private final PostgresFallback fallback;

    SessionTruth(SessionRepository repository, RevocationList revocationList, PostgresFallback fallback) {
        this.repository = repository;
        this.revocationList = revocationList;
        this.fallback = fallback;
    }

    /** @param lag by which share of the idle timeout the copy of the idle timer may lag; 0 when it does not */
    CompletionStage<Liveness> ask(LiveSessions.Question question, int lag) {
        return fallback.ask(() -> find(question, lag));
    }

    /** Uses up a token that is good for one use. PostgreSQL alone says who was first: Redis may forget. */
    CompletionStage<Liveness> spend(LiveSessions.Question question) {
        return fallback.ask(() -> {
            Liveness liveness = find(question, 0);
            return liveness instanceof Liveness.Live
                            && !revocationList.spend(question.tokenId(), question.userId(), question.tokenExpiresAt())
                    ? new Liveness.Dead("it was used")
                    : liveness;
        });
    }

    private Liveness find(LiveSessions.Question question, int lag) {
        return repository
                .findUnended(
                        question.sessionId(),
                        question.userId(),
                        question.tokenId(),
                        question.generation(),
                        question.now())
                .map(SessionRow::toLiveSession)
                .<Liveness>map(session -> judge(session, question.now(), lag))
                .orElse(OVER);
    }

    /** So that a Redis which lost its list passes a dead token on once, and not each time that somebody shows it. */
    CompletionStage<RedisAnswer> tellRedisOfTheEnd(LiveSessions.Question question) {
        return revocationList.tellAgain(question.tokenId(), question.userId(), question.tokenExpiresAt());
    }

    private static Liveness judge(LiveSession session, Instant now, int lag) {
        Duration grace = lag == 0 ? Duration.ZERO : session.idleTimeout().dividedBy(lag);
        return now.isBefore(session.idleUntil().plus(grace))
                ? new Liveness.Live(session.withIdleUntil(session.renewedUntil(now)))
                : new Liveness.Dead("nobody used it for too long");
    }
}
