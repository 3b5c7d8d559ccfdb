package services.auth.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import services.auth.cleanup.DeadRows;
import services.auth.error.UnavailableException;
import services.auth.token.IssuedAccessToken;
import services.auth.token.Secrets;

/**
 * Spends refresh tokens (RFC 6749 section 6), each once. The tokens of one login are a family: whoever spends one holds the
 * login's row, so that one after the other is judged, and one of them is good at any time (RFC 9700 section 4.14.2).
 */
@Singleton
public class RefreshTokens implements DeadRows {

    private final RefreshTokenRepository repository;
    private final Sessions sessions;
    private final SessionTokens sessionTokens;
    private final RefreshTokenConfiguration configuration;
    private final TransactionOperations<?> transactions;
    private final Clock clock;

    /** Requests that bring the same token at once share one answer, instead of queueing for the lock with a connection each. */
    private final Map<PresentedRefreshToken, CompletableFuture<Outcome>> inFlight = new ConcurrentHashMap<>();

    RefreshTokens(
            RefreshTokenRepository repository,
            Sessions sessions,
            SessionTokens sessionTokens,
            RefreshTokenConfiguration configuration,
            TransactionOperations<?> transactions,
            Clock clock) {
        this.repository = repository;
        this.sessions = sessions;
        this.sessionTokens = sessionTokens;
        this.configuration = configuration;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A refresh token that is not dead by age.
     *
     * @param isGood whether it is the one of its login that is good for a refresh
     */
    public record Known(UUID sessionId, Instant issuedAt, Instant expiresAt, boolean isGood) {}

    /** What is known of a refresh token, which is not used by that; whether its login is over is another question. */
    public Optional<Known> find(String value) {
        Instant now = clock.instant();
        return repository
                .findByTokenHash(Secrets.hash(value))
                .filter(token -> now.isBefore(token.expiresAt()))
                .map(token -> new Known(
                        token.sessionId(),
                        Objects.requireNonNullElse(token.createdAt(), now),
                        token.expiresAt(),
                        token.isCurrent()));
    }

    /** What became of a refresh. */
    public sealed interface Outcome {

        /** A new pair; the old one is dead. */
        record Rotated(LoginTokens tokens) implements Outcome {}

        /** Nothing, because more was asked for than was granted (RFC 6749 section 6); the refresh token stays good. */
        record BeyondScope() implements Outcome {}

        /**
         * Nothing.
         *
         * @param reason for the log; never for the client
         */
        record Refused(String reason) implements Outcome {}
    }

    /** What a refresh token is that is not the good one of its login, seen from under the lock of that. */
    private enum Standing {
        /** It was spent a moment ago, and what was given against it was not used: the answer was lost, or asked for twice. */
        ANSWER_LOST,
        /** Another took its place a moment ago; two requests at once, and this is the answer to the slower one. */
        OUTRUN,
        /** It comes back long after: somebody else has it too. */
        REPLAYED
    }

    /**
     * Gives a new pair against a refresh token. The token is spent and the old access token revoked, all as one unit of work.
     *
     * @throws UnavailableException when that cannot be done or told now; the refresh token stays good
     */
    public Outcome rotate(PresentedRefreshToken presented) {
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        CompletableFuture<Outcome> running = inFlight.putIfAbsent(presented, mine);
        if (running != null) {
            return await(running);
        }
        try {
            Outcome outcome = spend(presented);
            mine.complete(outcome);
            return outcome;
        } catch (RuntimeException failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            inFlight.remove(presented, mine);
        }
    }

    private static Outcome await(CompletableFuture<Outcome> running) {
        try {
            return running.join();
        } catch (CompletionException failure) {
            throw new UnavailableException("The same refresh failed in another request", failure);
        }
    }

    Outcome spend(PresentedRefreshToken presented) {
        String tokenHash = Secrets.hash(presented.value());
        // what ends here must stay ended, whatever Redis says to it: that follows the commit
        Judged judged = transactions.executeWrite(ignored -> sessions.holdByRefreshToken(tokenHash)
                .map(session -> judgeAndRotate(session, tokenHash, presented))
                .orElseGet(() -> Judged.refused("it is unknown, or its session is over")));
        sessions.publishEnd(judged.ended());
        return judged.outcome();
    }

    /** @param ended the access token that was replaced, or the login whose refresh token was replayed */
    private record Judged(Outcome outcome, Sessions.Ended ended) {

        static Judged refused(String reason) {
            return new Judged(new Outcome.Refused(reason), new Sessions.Ended(List.of()));
        }
    }

    private Judged judgeAndRotate(Session session, String tokenHash, PresentedRefreshToken given) {
        if (!given.isOf(session)) {
            return Judged.refused("it is another client's");
        }
        if (!given.isBoundAs(session)) {
            return Judged.refused("what its login is bound to was not proved");
        }
        if (!given.isWithin(session)) {
            return new Judged(new Outcome.BeyondScope(), new Sessions.Ended(List.of()));
        }
        Instant now = clock.instant();
        // nearly always it is the good one, and one statement tells and spends it
        Optional<UUID> spent = repository.spend(tokenHash, now).stream().findFirst();
        return spent.map(id -> rotate(session, id, given)).orElseGet(() -> judgeUsed(session, tokenHash, given, now));
    }

    /** Read under the lock: a request beside this one may have spent it just now. */
    private Judged judgeUsed(Session session, String tokenHash, PresentedRefreshToken given, Instant now) {
        RefreshToken presented = repository.findByTokenHash(tokenHash).orElseThrow();
        Optional<RefreshToken> current = repository.findCurrent(session.id());
        return switch (standing(presented, current, now)) {
            case ANSWER_LOST -> {
                current.ifPresent(lost -> repository.supersede(lost.id(), now));
                yield rotate(session, presented.id(), given);
            }
            case OUTRUN -> Judged.refused("another refresh was faster");
            case REPLAYED ->
                new Judged(
                        new Outcome.Refused("it was used before, its session was ended"),
                        sessions.endReplayed(session));
        };
    }

    private Standing standing(RefreshToken presented, Optional<RefreshToken> current, Instant now) {
        if (presented.supersededAt() != null) {
            return isInGrace(presented.supersededAt(), now) ? Standing.OUTRUN : Standing.REPLAYED;
        }
        boolean isParent =
                current.filter(next -> presented.id().equals(next.parentId())).isPresent();
        return isParent && presented.spentAt() != null && isInGrace(presented.spentAt(), now)
                ? Standing.ANSWER_LOST
                : Standing.REPLAYED;
    }

    private boolean isInGrace(Instant since, Instant now) {
        return now.isBefore(since.plus(configuration.grace()));
    }

    private Judged rotate(Session session, UUID spent, PresentedRefreshToken given) {
        TokenTerms terms = given.terms(session);
        Instant sessionEnd = sessionTokens.sessionEnd(session.createdAtOrNow(clock.instant()), terms);
        IssuedAccessToken access =
                sessionTokens.accessToken(session, given.scope(), given.confirmation(session), terms, sessionEnd);
        Sessions.Ended before = sessions.replaceAccessToken(session, access, given.scope(), sessionEnd);
        LoginTokens tokens = sessionTokens.complete(session, spent, access, terms, sessionEnd);
        return new Judged(new Outcome.Rotated(tokens), before);
    }

    @Override
    public String table() {
        return "refresh_tokens";
    }

    @Override
    public long count(Instant now) {
        return repository.countExpired(now);
    }

    @Override
    public int deleteBatch(Instant now, int limit) {
        return repository.deleteExpired(now, limit);
    }
}
