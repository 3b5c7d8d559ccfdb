package services.auth.authentication;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import services.auth.error.ProblemException;
import services.auth.error.UnavailableException;
import services.auth.session.LiveSession;
import services.auth.session.LiveSessions;
import services.auth.session.Liveness;
import services.auth.token.AccessToken;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenVerifier;

/**
 * Authenticates the bearer of an access token. The public listener takes the tokens of users' live
 * logins; the internal listener takes the short-lived tokens that clients got for this service.
 */
@Singleton
class BearerTokenAuthentication implements AuthenticationFetcher<HttpRequest<?>> {

    private final AccessTokenVerifier verifier;
    private final LiveSessions liveSessions;
    private final String userAudience;
    private final String clientAudience;
    private final int internalPort;

    BearerTokenAuthentication(
            AccessTokenVerifier verifier,
            LiveSessions liveSessions,
            AccessTokenConfiguration configuration,
            @Value("${auth-service.issuer}") String issuer,
            @Value("${auth-service.internal-port}") int internalPort) {
        this.verifier = verifier;
        this.liveSessions = liveSessions;
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
        return verifier.verify(presented, userAudience)
                .<Publisher<Authentication>>map(this::user)
                .orElseGet(Publishers::empty);
    }

    private static Authentication client(AccessToken token) {
        return Authentication.build(token.clientId(), token.scope().values());
    }

    private Publisher<Authentication> user(AccessToken token) {
        return Mono.fromCompletionStage(liveSessions.check(token)).flatMap(liveness -> switch (liveness) {
            case Liveness.Live live -> Mono.just(user(live.session()));
            case Liveness.Dead ignored -> Mono.empty();
            case Liveness.Unknown unknown ->
                Mono.error(new UnavailableException("Nobody can tell whether a token is live", unknown.cause()));
        });
    }

    private static Authentication user(LiveSession session) {
        return Authentication.build(
                session.userId().toString(),
                Stream.concat(Stream.of(Caller.USER), session.roles().stream().map(Caller::authorityOf))
                        .toList(),
                Map.of(Caller.SESSION_ID, session.id().toString()));
    }
}
