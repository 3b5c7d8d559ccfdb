package services.resource.authservice;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asks auth-service for an access token by the client credentials grant (RFC 6749 §4.4). */
@Singleton
class TokenEndpointClient {

    private static final String GRANT = "grant_type=client_credentials&scope=token%3Avalidate";

    // RFC 6750 §2.1: anything else could not be sent in a header
    private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]++=*+");
    private static final Argument<byte[]> BYTES = Argument.of(byte[].class);
    private static final Duration LIFE_WHEN_UNTOLD = Duration.ofMinutes(1);

    private final HttpClient http;
    private final AuthServiceConfiguration authService;
    private final ClientCredentials credentials;
    private final Clock clock;

    TokenEndpointClient(
            @Client(id = "token-endpoint") HttpClient http,
            AuthServiceConfiguration authService,
            ClientCredentials credentials,
            Clock clock) {
        this.http = http;
        this.authService = authService;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** A new token, or a {@link TokenFetchException}. */
    Mono<AccessToken> fetch() {
        HttpRequest<String> request = HttpRequest.POST(authService.tokenEndpoint(), GRANT)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED_TYPE)
                .accept(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.AUTHORIZATION, credentials.basicAuthentication());
        return Mono.from(http.exchange(request, BYTES, BYTES))
                // the secret is hashed slowly over there, so this may take as long as a whole validation
                .timeout(authService.deadline())
                .map(this::read)
                .onErrorMap(failure -> !(failure instanceof TokenFetchException), this::unreachable);
    }

    private AccessToken read(HttpResponse<byte[]> response) {
        JsonNode answer = JsonAnswer.object(response).orElse(null);
        if (response.code() != HttpStatus.OK.getCode()) {
            throw new TokenFetchException(refusal(response, answer));
        }
        if (answer == null || !JsonAnswer.text(answer, "token_type").orElse("").equalsIgnoreCase("Bearer")) {
            throw new TokenFetchException("auth-service answered something that is no token response");
        }
        String value = JsonAnswer.text(answer, "access_token")
                .filter(text -> B64TOKEN.matcher(text).matches())
                .orElseThrow(() -> new TokenFetchException("auth-service answered without an access token"));
        return new AccessToken(value, clock.instant(), life(answer));
    }

    private static Duration life(JsonNode answer) {
        JsonNode seconds = answer.get("expires_in");
        if (seconds == null || !seconds.isIntegralNumber()) {
            return LIFE_WHEN_UNTOLD;
        }
        long capped = Math.clamp(seconds.asLong(), 1, Duration.ofDays(1).toSeconds());
        return Duration.ofSeconds(capped);
    }

    private String refusal(HttpResponse<byte[]> response, @Nullable JsonNode answer) {
        String error = answer == null ? "" : JsonAnswer.text(answer, "error").orElse("");
        if (error.equals("invalid_client") || response.code() == HttpStatus.UNAUTHORIZED.getCode()) {
            return "auth-service answered " + response.code() + " invalid_client: the client " + credentials.clientId()
                    + " is unknown there or RESOURCE_SERVICE_CLIENT_SECRET is not its secret";
        }
        return "auth-service answered " + response.code() + " "
                + (error.matches("[a-z_]{1,40}") ? error : "without an OAuth error");
    }

    private TokenFetchException unreachable(Throwable failure) {
        String reason = failure instanceof TimeoutException
                ? "no answer within " + authService.deadline().toMillis() + " ms"
                : String.valueOf(failure.getMessage());
        return new TokenFetchException(authService.tokenEndpoint() + " cannot be asked: " + reason);
    }
}
