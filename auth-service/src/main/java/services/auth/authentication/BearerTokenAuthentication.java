package services.auth.authentication;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import services.auth.apikey.LiveApiKeys;
import services.auth.error.ProblemException;
import services.auth.error.UnavailableException;
import services.auth.session.LiveSession;
import services.auth.session.LiveSessions;
import services.auth.session.Liveness;
import services.auth.token.AccessToken;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenVerifier;

/**
 * Authenticates the bearer of an access token or of an API key. The public listener takes the tokens of users' live
 * logins, and their API keys; the internal listener takes the short-lived tokens that clients got for this service.
 */
@Singleton
class BearerTokenAuthentication implements AuthenticationFetcher<HttpRequest<?>> {

    private final AccessTokenVerifier verifier;
    private final LiveSessions liveSessions;
    private final LiveApiKeys liveApiKeys;
    private final String userAudience;
    private final String clientAudience;
    private final int internalPort;

    BearerTokenAuthentication(
            AccessTokenVerifier verifier,
            LiveSessions liveSessions,
            LiveApiKeys liveApiKeys,
            AccessTokenConfiguration configuration,
            @Value("${auth-service.issuer}") String issuer,
            @Value("${auth-service.internal-port}") int internalPort) {
        this.verifier = verifier;
        this.liveSessions = liveSessions;
        this.liveApiKeys = liveApiKeys;
        this.userAudience = configuration.audience();
        this.clientAudience = issuer;
        this.internalPort = internalPort;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        Optional<String> presented;
        try {
            presented = PresentedToken.find(request);
        } catch (ProblemException ambiguous) {
            return Mono.error(ambiguous);
        }
        if (presented.isEmpty()) {
            return Publishers.empty();
        }
        try {
            return authenticate(presented.get(), request.getServerAddress().getPort() == internalPort);
        } catch (UnavailableException unknownKey) {
            return Mono.error(unknownKey);
        }
    }

    private Publisher<Authentication> authenticate(String presented, boolean isInternal) {
        if (isInternal) {
            return Mono.justOrEmpty(verifier.verify(presented, clientAudience).map(BearerTokenAuthentication::client));
        }
        if (liveApiKeys.recognises(presented)) {
            return user(liveApiKeys.check(presented), session -> List.of(Caller.API_KEY));
        }
        return verifier.verify(presented, userAudience)
                .map(token -> user(liveSessions.check(token), BearerTokenAuthentication::authoritiesOfLogin))
                .orElseGet(Publishers::empty);
    }

    private static Authentication client(AccessToken token) {
        return Authentication.build(token.clientId(), token.scope().values());
    }

    private static Publisher<Authentication> user(
            CompletionStage<Liveness> check, Function<LiveSession, List<String>> authorities) {
        return Mono.fromCompletionStage(check).flatMap(liveness -> switch (liveness) {
            case Liveness.Live live -> Mono.just(user(live.session(), authorities.apply(live.session())));
            case Liveness.Dead ignored -> Mono.empty();
            case Liveness.Unknown unknown ->
                Mono.error(new UnavailableException(
                        "Nobody can tell whether a token or API key is live", unknown.cause()));
        });
    }

    private static Authentication user(LiveSession session, List<String> authorities) {
        return Authentication.build(
                session.userId().toString(),
                authorities,
                Map.of(Caller.SESSION_ID, session.id().toString()));
    }

    private static List<String> authoritiesOfLogin(LiveSession session) {
        return Stream.concat(
                        Stream.of(Caller.USER),
                        session.scope().values().stream().map(Caller::authorityOf))
                .toList();
    }
}
