package services.auth.validation;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.servers.Server;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.apikey.LiveApiKeys;
import services.auth.authentication.Caller;
import services.auth.error.Outage;
import services.auth.error.Problem;
import services.auth.session.LiveSession;
import services.auth.session.LiveSessions;
import services.auth.session.Liveness;
import services.auth.token.AccessToken;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenVerifier;
import services.description.Answers;

/** {@code POST /validateToken}: whether a token or an API key is live, for resource servers. Never blocks. */
@Controller(value = "/validateToken", port = "${auth-service.internal-port}")
@Secured(Caller.TOKEN_VALIDATE)
class ValidationController {

    private static final Logger LOG = LoggerFactory.getLogger(ValidationController.class);

    private final AccessTokenVerifier verifier;
    private final LiveSessions liveSessions;
    private final LiveApiKeys liveApiKeys;
    private final String audience;
    private final Clock clock;

    ValidationController(
            AccessTokenVerifier verifier,
            LiveSessions liveSessions,
            LiveApiKeys liveApiKeys,
            AccessTokenConfiguration configuration,
            Clock clock) {
        this.verifier = verifier;
        this.liveSessions = liveSessions;
        this.liveApiKeys = liveApiKeys;
        this.audience = configuration.audience();
        this.clock = clock;
    }

    /** Tells whether a token or an API key is live. For resource servers, on the internal listener alone. */
    @Post
    @Answers(with = {ValidationResponse.class, DeadTokenResponse.class})
    @Server(url = "http://localhost:8081", description = "The internal listener, which the outside does not reach")
    CompletionStage<HttpResponse<?>> validate(@Valid @Body ValidationRequest request) {
        if (liveApiKeys.recognises(request.token())) {
            return liveApiKeys
                    .check(request.token())
                    .thenApply(liveness -> answer(liveness, key -> ValidationResponse.ofApiKey(key, clock.instant())));
        }
        Optional<AccessToken> verified = verifier.verify(request.token(), audience);
        if (verified.isEmpty()) {
            return CompletableFuture.completedStage(refused("signature or claims are not good"));
        }
        AccessToken token = verified.get();
        return liveSessions
                .check(token)
                .thenApply(liveness ->
                        answer(liveness, session -> ValidationResponse.of(token, session, clock.instant())));
    }

    private static HttpResponse<?> answer(Liveness liveness, Function<LiveSession, ValidationResponse> response) {
        return switch (liveness) {
            case Liveness.Live live -> HttpResponse.ok(response.apply(live.session()));
            case Liveness.Dead dead -> refused(dead.reason());
            case Liveness.Unknown unknown -> {
                LOG.warn("Validation answered 503: {}", Outage.describe(unknown.cause()));
                yield Problem.unavailable().toResponse();
            }
        };
    }

    private static HttpResponse<?> refused(String reason) {
        LOG.info("Token refused: {}", reason);
        return HttpResponse.ok(new DeadTokenResponse(false));
    }
}
