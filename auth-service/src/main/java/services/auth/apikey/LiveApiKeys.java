package services.auth.apikey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;
import services.auth.session.Liveness;
import services.auth.session.PostgresFallback;
import services.auth.session.SessionStore;
import services.auth.token.Secrets;

/**
 * Answers whether a presented API key is live, as {@link services.auth.session.LiveSessions} does for tokens: Redis in one
 * round trip, PostgreSQL when Redis cannot tell, and nobody when neither can.
 */
@Singleton
public class LiveApiKeys {

    /** How long Redis is believed before PostgreSQL is asked again. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final Liveness DEAD = new Liveness.Dead("it is no API key that is live");

    private final SessionStore store;
    private final ApiKeyRepository repository;
    private final ApiKeyUse use;
    private final PostgresFallback fallback;
    private final Clock clock;

    LiveApiKeys(
            SessionStore store, ApiKeyRepository repository, ApiKeyUse use, PostgresFallback fallback, Clock clock) {
        this.store = store;
        this.repository = repository;
        this.use = use;
        this.fallback = fallback;
        this.clock = clock;
    }

    /** Whether this means to be an API key and not a token. */
    public boolean recognises(String value) {
        return value.startsWith(ApiKeyValue.PREFIX);
    }

    /**
     * Judges an API key. Never blocks and never fails: what cannot be told is {@link Liveness.Unknown}.
     *
     * @return of a live one, what a login would be, with the scope that both the key and its user's roles allow now
     */
    public CompletionStage<Liveness> check(String value) {
        // nobody is asked about what cannot be a key of ours
        return ApiKeyValue.parse(value)
                .map(this::check)
                .orElseGet(
                        () -> CompletableFuture.completedStage(new Liveness.Dead("it has not the form of an API key")));
    }

    private CompletionStage<Liveness> check(ApiKeyValue key) {
        SessionStore.Question question = new SessionStore.Question(key.id(), key.id(), key.hash(), 0, clock.instant());
        return store.check(question)
                .handle((answer, failure) -> failure == null ? onAnswer(answer, question) : ask(question))
                .thenCompose(liveness -> liveness)
                .thenApply(liveness -> noteUse(liveness, question))
                .exceptionally(Liveness.Unknown::new);
    }

    private CompletionStage<Liveness> onAnswer(SessionStore.Answer answer, SessionStore.Question question) {
        return switch (answer) {
            case SessionStore.Answer.Live live -> CompletableFuture.completedStage(new Liveness.Live(live.session()));
            case SessionStore.Answer.Revoked ignored -> CompletableFuture.completedStage(DEAD);
            case SessionStore.Answer.Idle ignored -> CompletableFuture.completedStage(DEAD);
            case SessionStore.Answer.Unknown unknown -> askAndFill(question, unknown.lease());
        };
    }

    private CompletionStage<Liveness> askAndFill(SessionStore.Question question, String lease) {
        return ask(question)
                .thenCompose(liveness -> liveness instanceof Liveness.Live live
                        ? store.fill(
                                        live.session(),
                                        question,
                                        lease,
                                        keptUntil(live.session().expiresAt(), question.now()))
                                .handle((ignored, alsoIgnored) -> liveness)
                        : CompletableFuture.completedStage(liveness));
    }

    private CompletionStage<Liveness> ask(SessionStore.Question question) {
        return fallback.ask(() -> repository
                .findUnexpired(question.id(), question.now())
                .filter(row -> Secrets.areEqual(row.keyHash(), question.credential()))
                .map(ApiKeyRow::toLiveSession)
                .<Liveness>map(Liveness.Live::new)
                .orElse(DEAD));
    }

    private Liveness noteUse(Liveness liveness, SessionStore.Question question) {
        if (liveness instanceof Liveness.Live) {
            use.note(question.id(), question.now());
        }
        return liveness;
    }

    /** When Redis has forgotten a key of which it was told now. */
    static Instant keptUntil(Instant expiresAt, Instant now) {
        Instant until = now.plus(KEPT);
        return expiresAt.isBefore(until) ? expiresAt : until;
    }
}
