package services.resource.tokenvalidation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import services.resource.authservice.AuthServiceConfiguration;
import services.resource.authservice.TokenFetchException;
import services.resource.gathering.EventLoops;
import services.resource.gathering.Gathering;
import services.resource.gathering.OverloadException;
import services.resource.gathering.Patience;
import services.resource.tokenvalidation.NoVerdictException.Cure;

/**
 * Asks auth-service about tokens. Those that come while others are being asked about are gathered and asked about together.
 *
 * <p>No verdict is kept, and each token is asked about after it came: one that was revoked a moment ago must be dead now.
 */
@Singleton
class TokenValidationClient {

    /** More than one call keeps a slow one from holding up everybody. auth-service takes 256 questions and 256 KB. */
    private static final Gathering.Limits LIMITS = new Gathering.Limits(2, 64, 128 * 1024, 2000, Duration.ofMillis(25));

    private static final int SHORTEST_BACKOFF_MILLIS = 6;
    private static final int LONGEST_BACKOFF_MILLIS = 44;

    private final ValidationCalls calls;
    private final Gathering<PresentedToken, TokenValidation> gathering;
    private final Duration deadline;
    private final Patience patience;
    private final MeterRegistry meters;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    TokenValidationClient(
            ValidationCalls calls, EventLoops loops, AuthServiceConfiguration authService, MeterRegistry meters) {
        this.calls = calls;
        this.gathering = new Gathering<>(LIMITS, PresentedToken::mostBytes, loops::runLast, calls::ask);
        this.deadline = authService.deadline();
        this.patience = new Patience(deadline);
        this.meters = meters;
    }

    /** Always completes with an answer, within the deadline. */
    CompletionStage<TokenValidation> validate(PresentedToken token) {
        long start = System.nanoTime();
        CompletableFuture<TokenValidation> gathered = gathering.ask(token);
        return patience.limit(gathered.exceptionallyCompose(failure -> askAgain(token, failure)))
                .exceptionally(this::unavailable)
                .whenComplete((validation, never) -> {
                    // too late for an answer, so that nobody needs to ask any more
                    gathered.cancel(false);
                    timer(validation).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                });
    }

    /** Once, a little later, and alone: what has failed the others must not fail this one again. */
    private CompletionStage<TokenValidation> askAgain(PresentedToken token, Throwable failure) {
        // a proof is good once: asked about again, it would be taken for a replay of itself
        boolean isWorthIt = cause(failure) instanceof NoVerdictException no
                && no.cure() == Cure.ANOTHER_ATTEMPT
                && token.proof().isEmpty();
        return isWorthIt
                ? CompletableFuture.supplyAsync(() -> calls.ask(List.of(token)), soon())
                        .thenCompose(answers -> answers)
                        .thenApply(List::getFirst)
                : CompletableFuture.failedFuture(failure);
    }

    private static Executor soon() {
        int delay = ThreadLocalRandom.current().nextInt(SHORTEST_BACKOFF_MILLIS, LONGEST_BACKOFF_MILLIS);
        return CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS);
    }

    private TokenValidation unavailable(Throwable failure) {
        String reason = switch (cause(failure)) {
            case NoVerdictException noVerdict -> String.valueOf(noVerdict.getMessage());
            case TokenFetchException noToken -> "no access token of its own: " + noToken.getMessage();
            case TimeoutException late -> "no verdict within " + deadline.toMillis() + " ms";
            case OverloadException overload -> String.valueOf(overload.getMessage());
            case Throwable other -> other.toString();
        };
        return new TokenValidation.Unavailable(reason);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private Timer timer(TokenValidation validation) {
        return timers.computeIfAbsent(
                outcome(validation), outcome -> meters.timer("resource_service_token_validation", "outcome", outcome));
    }

    private static String outcome(TokenValidation validation) {
        return switch (validation) {
            case TokenValidation.Live live -> "live";
            case TokenValidation.Dead dead -> "dead";
            case TokenValidation.ProofRefused proof -> "proof_refused";
            case TokenValidation.NonceWanted wanted -> "nonce_wanted";
            case TokenValidation.Unavailable unavailable -> "unavailable";
        };
    }
}
