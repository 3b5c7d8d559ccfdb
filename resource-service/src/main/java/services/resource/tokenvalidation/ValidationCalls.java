package services.resource.tokenvalidation;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import jakarta.inject.Singleton;
import reactor.core.publisher.Mono;
import services.resource.authservice.AuthServiceConfiguration;
import services.resource.authservice.OwnAccessToken;
import services.resource.tokenvalidation.NoVerdictException.Cure;

/**
 * Calls auth-service on its internal listener: {@code POST /validateToken} about one token, {@code POST /validateTokens} about many.
 */
@Singleton
class ValidationCalls {

    private static final Argument<byte[]> BYTES = Argument.of(byte[].class);

    private final HttpClient http;
    private final AuthServiceConfiguration authService;
    private final URI one;
    private final URI many;
    private final OwnAccessToken ownToken;
    private final AuthServiceCircuit circuit;
    private final DistributionSummary questions;

    ValidationCalls(
            @Client(id = "token-validation") HttpClient http,
            AuthServiceConfiguration authService,
            OwnAccessToken ownToken,
            AuthServiceCircuit circuit,
            MeterRegistry meters) {
        this.http = http;
        this.authService = authService;
        this.one = authService.validationEndpoint();
        this.many = authService.manyValidationsEndpoint();
        this.ownToken = ownToken;
        this.circuit = circuit;
        this.questions = meters.summary("resource_service_token_validation_questions");
    }

    /** The answers in the order of the tokens; fails with {@link NoVerdictException} or for want of an own access token. */
    CompletableFuture<List<TokenValidation>> ask(List<PresentedToken> tokens) {
        questions.record(tokens.size());
        return ownToken.get()
                .flatMap(own -> ask(tokens, own)
                        .onErrorResume(
                                ValidationCalls::isOwnTokenRefused,
                                refused -> ownToken.replace(own).flatMap(fresh -> ask(tokens, fresh))))
                .timeout(authService.deadline())
                .toFuture();
    }

    private Mono<List<TokenValidation>> ask(List<PresentedToken> tokens, String own) {
        boolean isOne = tokens.size() == 1;
        byte[] body = isOne ? QuestionWriter.write(tokens.getFirst()) : QuestionWriter.write(tokens);
        HttpRequest<byte[]> request = HttpRequest.POST(isOne ? one : many, body)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .accept(MediaType.APPLICATION_JSON_TYPE)
                .bearerAuth(own);
        return circuit.protect(Mono.from(http.exchange(request, BYTES, BYTES))
                .timeout(authService.timeout())
                .map(response -> isOne
                        ? List.of(VerdictReader.read(response, tokens.getFirst()))
                        : VerdictReader.read(response, tokens))
                .onErrorMap(failure -> !(failure instanceof NoVerdictException), this::connectionFailure));
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
}
