package services.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;
import services.auth.error.UnavailableException;
import services.auth.token.AccessToken;
import services.auth.token.Flavour;

/**
 * Answers whether the login behind a verified access token is alive, and starts its idle timer again if so. Redis answers
 * in one round trip; whatever it cannot tell, PostgreSQL answers; when neither can, nobody does.
 *
 * <p>The copy of the idle timer in PostgreSQL lags behind. Where only the copy is left, its lag is given to the user: no
 * live login is lost with Redis.
 */
@Singleton
public class LiveSessions {

    /** The share of the idle timeout by which the copy in PostgreSQL may lag; check.lua counts with the same. */
    private static final int LAG = 4;

    /** The share of the idle timeout after which PostgreSQL, standing in for Redis, writes the timer down again. */
    private static final int STAND_IN_LAG = 20;

    private final SessionStore store;
    private final SessionTruth truth;
    private final IdleTimers idleTimers;
    private final Clock clock;

    LiveSessions(SessionStore store, SessionTruth truth, IdleTimers idleTimers, Clock clock) {
        this.store = store;
        this.truth = truth;
        this.idleTimers = idleTimers;
        this.clock = clock;
    }

    /** Never blocks and never fails: what cannot be told is {@link Liveness.Unknown}. */
    public CompletionStage<Liveness> check(AccessToken token) {
        Optional<UUID> userId = userId(token);
        if (userId.isEmpty() || token.sessionId().isEmpty()) {
            return CompletableFuture.completedStage(new Liveness.Dead("it belongs to no login"));
        }
        Question question = new Question(
                token.sessionId().get(),
                userId.get(),
                token.id(),
                token.generation(),
                token.expiresAt(),
                clock.instant());
        if (token.flavour() == Flavour.SINGLE_USE) {
            return truth.spend(question).exceptionally(Liveness.Unknown::new);
        }
        return askRedis(question).exceptionally(Liveness.Unknown::new);
    }

    /**
     * The login of a token, if it is alive; waits for the answer.
     *
     * @throws UnavailableException when nobody can tell
     */
    public Optional<LiveSession> find(AccessToken token) {
        return switch (check(token).toCompletableFuture().join()) {
            case Liveness.Live live -> Optional.of(live.session());
            case Liveness.Dead ignored -> Optional.empty();
            case Liveness.Unknown unknown ->
                throw new UnavailableException("Nobody can tell whether a token is live", unknown.cause());
        };
    }

    /**
     * Whether a token is live.
     *
     * @param generation what the token says of its user's
     * @param tokenExpiresAt its {@code exp}
     */
    record Question(UUID sessionId, UUID userId, UUID tokenId, int generation, Instant tokenExpiresAt, Instant now) {

        SessionStore.Question toStore() {
            return new SessionStore.Question(sessionId, userId, tokenId.toString(), generation, now);
        }
    }

    private static Optional<UUID> userId(AccessToken token) {
        try {
            return Optional.of(UUID.fromString(token.subject()));
        } catch (IllegalArgumentException client) {
            return Optional.empty();
        }
    }

    private CompletionStage<Liveness> askRedis(Question question) {
        return store.check(question.toStore())
                .handle((answer, failure) -> failure == null ? onAnswer(answer, question) : askAlone(question))
                .thenCompose(liveness -> liveness);
    }

    private CompletionStage<Liveness> onAnswer(SessionStore.Answer answer, Question question) {
        return switch (answer) {
            case SessionStore.Answer.Live live -> {
                if (live.mustPersist()) {
                    idleTimers.persist(question.sessionId(), live.session().idleUntil());
                }
                yield CompletableFuture.completedStage(new Liveness.Live(live.session()));
            }
            case SessionStore.Answer.Revoked ignored ->
                CompletableFuture.completedStage(new Liveness.Dead("it was revoked"));
            // while Redis was away PostgreSQL may have renewed the timer: exactly then its copy is ahead
            case SessionStore.Answer.Idle idle -> askAndFill(question, idle.lease(), 0);
            case SessionStore.Answer.Unknown unknown -> askAndFill(question, unknown.lease(), LAG);
        };
    }

    /** Redis is there: PostgreSQL is asked once, and its answer goes into Redis. */
    private CompletionStage<Liveness> askAndFill(Question question, String lease, int lag) {
        return truth.ask(question, lag).thenCompose(liveness -> switch (liveness) {
            case Liveness.Live live -> {
                idleTimers.persist(question.sessionId(), live.session().idleUntil());
                yield store.fill(
                                live.session(),
                                question.toStore(),
                                lease,
                                live.session().expiresAt())
                        .handle((ignored, alsoIgnored) -> live);
            }
            case Liveness.Dead dead ->
                dead.equals(SessionTruth.OVER)
                        ? truth.tellRedisOfTheEnd(question).handle((ignored, alsoIgnored) -> dead)
                        : CompletableFuture.completedStage(dead);
            case Liveness.Unknown unknown -> CompletableFuture.completedStage(unknown);
        });
    }

    /** Redis is away or behind: PostgreSQL stands in for it, and keeps the timer a little ahead so that it need not write each time. */
    private CompletionStage<Liveness> askAlone(Question question) {
        return truth.ask(question, LAG).thenApply(liveness -> {
            if (liveness instanceof Liveness.Live live) {
                LiveSession session = live.session();
                Duration ahead = session.idleTimeout().dividedBy(STAND_IN_LAG);
                idleTimers.persist(session.id(), session.idleUntil().plus(ahead));
            }
            return liveness;
        });
    }
}
