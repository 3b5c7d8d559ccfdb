package services.resource.tokenvalidation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import jakarta.inject.Singleton;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import services.resource.authservice.AuthServiceConfiguration;
import services.resource.authservice.JsonAnswer;
import services.resource.authservice.OwnAccessToken;
import services.resource.authservice.TokenFetchException;
import services.resource.tokenvalidation.NoVerdictException.Cure;

/**
 * Asks auth-service about one token: {@code POST /validateToken} on its internal listener.
 *
 * <p>No verdict is kept: a token that was revoked a moment ago must be dead now.
 */
@Singleton
class TokenValidationClient {

    private static final Argument<byte[]> BYTES = Argument.of(byte[].class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Retry ONE_MORE_ATTEMPT = Retry.backoff(1, Duration.ofMillis(25))
            .jitter(0.75)
            .filter(failure -> failure instanceof NoVerdictException no && no.cure() == Cure.ANOTHER_ATTEMPT)
            .onRetryExhaustedThrow((retries, signal) -> signal.failure());

    private final HttpClient http;
    private final AuthServiceConfiguration authService;
    private final OwnAccessToken ownToken;
    private final AuthServiceCircuit circuit;
    private final MeterRegistry meters;

    TokenValidationClient(
            @Client(id = "token-validation") HttpClient http,
            AuthServiceConfiguration authService,
            OwnAccessToken ownToken,
            AuthServiceCircuit circuit,
            MeterRegistry meters) {
        this.http = http;
        this.authService = authService;
        this.ownToken = ownToken;
        this.circuit = circuit;
        this.meters = meters;
    }

    /** Always completes with an answer, within the deadline. */
    CompletionStage<TokenValidation> validate(PresentedToken token) {
        Timer.Sample sample = Timer.start(meters);
        return ownToken.get()
                .flatMap(own -> ask(token, own)
                        .onErrorResume(
                                TokenValidationClient::isOwnTokenRefused,
                                refused -> ownToken.replace(own).flatMap(fresh -> ask(token, fresh))))
                .timeout(authService.deadline())
                .onErrorResume(failure -> Mono.just(unavailable(failure)))
                .doOnNext(validation -> sample.stop(timer(validation)))
                .toFuture();
    }

    private Mono<TokenValidation> ask(PresentedToken token, String own) {
        HttpRequest<String> request = HttpRequest.POST(
                        authService.validationEndpoint(), JsonAnswer.write(question(token)))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .accept(MediaType.APPLICATION_JSON_TYPE)
                .bearerAuth(own);
        Mono<TokenValidation> attempt = Mono.from(http.exchange(request, BYTES, BYTES))
                .timeout(authService.timeout())
                .map(response -> VerdictReader.read(response, token))
                .onErrorMap(failure -> !(failure instanceof NoVerdictException), this::connectionFailure);
        // a proof is good once: asked about again, it would be taken for a replay of itself
        return token.proof().isPresent()
                ? circuit.protect(attempt)
                : circuit.protect(attempt).retryWhen(ONE_MORE_ATTEMPT);
    }

    private static Map<String, Object> question(PresentedToken token) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("token", token.value());
        token.proof().ifPresent(proof -> members.put("dpop", proof));
        token.certificateThumbprint().ifPresent(thumbprint -> members.put("x5t#S256", thumbprint));
        return members;
    }

    private static boolean isOwnTokenRefused(Throwable failure) {
        return failure instanceof NoVerdictException noVerdict && noVerdict.cure() == Cure.NEW_OWN_TOKEN;
    }

    private NoVerdictException connectionFailure(Throwable failure) {
        String reason = failure instanceof TimeoutException
                ? "no answer within " + authService.timeout().toMillis() + " ms"
                : String.valueOf(failure.getMessage());
        return new NoVerdictException(Cure.ANOTHER_ATTEMPT, "auth-service cannot be asked: " + reason);
    }

    private TokenValidation unavailable(Throwable failure) {
        String reason = switch (failure) {
            case NoVerdictException noVerdict -> String.valueOf(noVerdict.getMessage());
            case TokenFetchException noToken -> "no access token of its own: " + noToken.getMessage();
            case TimeoutException late ->
                "no verdict within " + authService.deadline().toMillis() + " ms";
            default -> failure.toString();
        };
        return new TokenValidation.Unavailable(RETRY_AFTER, reason);
    }

    private Timer timer(TokenValidation validation) {
        String outcome = switch (validation) {
            case TokenValidation.Live live -> "live";
            case TokenValidation.Dead dead -> "dead";
            case TokenValidation.ProofRefused proof -> "proof_refused";
            case TokenValidation.NonceWanted wanted -> "nonce_wanted";
            case TokenValidation.Unavailable unavailable -> "unavailable";
        };
        return meters.timer("resource_service_token_validation", "outcome", outcome);
    }
}
