package services.auth.validation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.servers.Server;
import jakarta.validation.Valid;
import services.auth.apikey.LiveApiKeys;
import services.auth.authentication.Caller;
import services.auth.oauth2.binding.BoundTokens;
import services.auth.oauth2.binding.Possession;
import services.auth.session.LiveSessions;
import services.auth.token.AccessToken;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenVerifier;
import services.description.Answers;

/** {@code POST /validateToken}: whether a token or an API key is live, for resource servers. Never blocks. */
@Controller(value = "/validateToken", port = "${auth-service.internal-port}")
@Secured(Caller.TOKEN_VALIDATE)
class ValidationController {

    private final AccessTokenVerifier verifier;
    private final BoundTokens boundTokens;
    private final LiveSessions liveSessions;
    private final LiveApiKeys liveApiKeys;
    private final Verdicts verdicts;
    private final String audience;

    ValidationController(
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

    /** Tells whether a token or an API key is live. For resource servers, on the internal listener alone. */
    @Post
    @Answers(with = {ValidationResponse.class, DeadTokenResponse.class})
    @Server(url = "http://localhost:8081", description = "The internal listener, which the outside does not reach")
    CompletionStage<HttpResponse<?>> validate(@Valid @Body ValidationRequest request) {
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
                        .thenCompose(possession -> validate(request, verified.get(), possession));
    }

    private CompletionStage<HttpResponse<?>> validate(
            ValidationRequest request, AccessToken token, Possession possession) {
        return switch (possession) {
            case Possession.Proven ignored ->
                liveSessions.check(token).thenApply(liveness -> verdicts.ofToken(liveness, token, request));
            case Possession.NotProven not -> refused(not.reason());
            case Possession.InvalidProof invalid -> now(verdicts.refusedProof("invalid_dpop_proof", invalid.reason()));
            case Possession.NonceWanted ignored ->
                now(verdicts.refusedProof("use_dpop_nonce", "it has no nonce that is good now"));
            case Possession.Unknown unknown -> now(Verdicts.unavailable(unknown.cause()));
        };
    }

    private static CompletionStage<HttpResponse<?>> refused(String reason) {
        return now(Verdicts.refused(reason));
    }

    private static CompletionStage<HttpResponse<?>> now(HttpResponse<?> answer) {
        return CompletableFuture.completedStage(answer);
    }
}
