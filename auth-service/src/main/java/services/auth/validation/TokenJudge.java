package services.auth.validation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;
import services.auth.apikey.LiveApiKeys;
import services.auth.oauth2.binding.BoundTokens;
import services.auth.oauth2.binding.Possession;
import services.auth.session.LiveSessions;
import services.auth.token.AccessToken;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenVerifier;

/** Judges tokens and API keys, one or many at once. Never blocks. */
@Singleton
class TokenJudge {

    /** Longer than Redis is waited for, and shorter than a resource server waits. */
    static final Duration PATIENCE = Duration.ofMillis(750);

    private final AccessTokenVerifier verifier;
    private final BoundTokens boundTokens;
    private final LiveSessions liveSessions;
    private final LiveApiKeys liveApiKeys;
    private final Verdicts verdicts;
    private final String audience;

    TokenJudge(
            AccessTokenVerifier verifier,
            BoundTokens boundTokens,
            LiveSessions liveSessions,
            LiveApiKeys liveApiKeys,
            Verdicts verdicts,
            AccessTokenConfiguration configuration) {
        this.verifier = verifier;
        this.boundTokens = boundTokens;
        this.liveSessions = liveSessions;
        this.liveApiKeys = liveApiKeys;
        this.verdicts = verdicts;
        this.audience = configuration.audience();
    }

    CompletionStage<Verdict> judge(ValidationRequest request) {
        if (liveApiKeys.recognises(request.token())) {
            return request.dpop() == null
                    ? liveApiKeys.check(request.token()).thenApply(verdicts::ofApiKey)
                    : refused("an API key is bound to nothing, and was presented with a proof");
        }
        Optional<AccessToken> verified = verifier.verify(request.token(), audience);
        return verified.isEmpty()
                ? refused("signature or claims are not good")
                : boundTokens
                        .check(request.presentation(), verified.get())
                        .thenCompose(possession -> judge(request, verified.get(), possession));
    }

    /**
     * Judges each by itself and all at once. One that takes too long is {@link Verdict.Unknown}, so that the others get theirs.
     *
     * @return the verdicts in the order of the requests
     */
    CompletionStage<List<Verdict>> judge(List<ValidationRequest> requests) {
        // all are asked about before any answer is waited for: what they need of Redis goes there together
        List<CompletableFuture<Verdict>> verdictsToCome =
                requests.stream().map(this::judgeSafely).toList();
        return CompletableFuture.allOf(verdictsToCome.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(ignored -> verdictsToCome.stream()
                        .map(verdict -> verdict.isDone() ? verdict.join() : verdicts.late(PATIENCE))
                        .toList());
    }

    private CompletableFuture<Verdict> judgeSafely(ValidationRequest request) {
        try {
            return judge(request).toCompletableFuture().exceptionally(Verdicts::fault);
        } catch (RuntimeException fault) {
            return CompletableFuture.completedFuture(Verdicts.fault(fault));
        }
    }

    private CompletionStage<Verdict> judge(ValidationRequest request, AccessToken token, Possession possession) {
        return switch (possession) {
            case Possession.Proven ignored ->
                liveSessions.check(token).thenApply(liveness -> verdicts.ofToken(liveness, token, request));
            case Possession.NotProven not -> refused(not.reason());
            case Possession.InvalidProof invalid -> now(verdicts.refusedProof("invalid_dpop_proof", invalid.reason()));
            case Possession.NonceWanted ignored ->
                now(verdicts.refusedProof("use_dpop_nonce", "it has no nonce that is good now"));
            case Possession.Unknown unknown -> now(verdicts.unavailable(unknown.cause()));
        };
    }

    private CompletionStage<Verdict> refused(String reason) {
        return now(verdicts.refused(reason));
    }

    private static CompletionStage<Verdict> now(Verdict verdict) {
        return CompletableFuture.completedStage(verdict);
    }
}
