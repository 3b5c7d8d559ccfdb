package services.auth.authentication;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.token.TokenAuthenticationFetcher;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import services.auth.apikey.LiveApiKeys;
import services.auth.error.ProblemException;
import services.auth.error.RefusalLog;
import services.auth.error.UnavailableException;
import services.auth.oauth2.binding.Possession;
import services.auth.session.LiveSession;
import services.auth.session.LiveSessions;
import services.auth.session.Liveness;
import services.auth.token.AccessToken;
import services.auth.token.AccessTokenConfiguration;
import services.auth.token.AccessTokenVerifier;

/**
 * Authenticates whoever presents an access token, which may be bound to a key or a certificate of theirs, or an API key. The public listener
 * takes the tokens of users' live logins, and their API keys; the internal listener takes the short-lived tokens that clients got for this
 * service.
 */
@Singleton
@Replaces(TokenAuthenticationFetcher.class) // it would look at each token too, and have nobody to ask about it
class BearerTokenAuthentication implements AuthenticationFetcher<HttpRequest<?>> {

    private static final String INVALID_PROOF = "invalid_dpop_proof";

    private final AccessTokenVerifier verifier;
    private final PresentedPossession presentedPossession;
    private final LiveSessions liveSessions;
    private final LiveApiKeys liveApiKeys;
    private final RefusalLog refusalLog;
    private final String userAudience;
    private final String clientAudience;
    private final int internalPort;

    BearerTokenAuthentication(
            AccessTokenVerifier verifier,
            PresentedPossession presentedPossession,
            LiveSessions liveSessions,
            LiveApiKeys liveApiKeys,
            RefusalLog refusalLog,
            AccessTokenConfiguration configuration,
            @Value("${auth-service.issuer}") String issuer,
            @Value("${auth-service.internal-port}") int internalPort) {
        this.verifier = verifier;
        this.presentedPossession = presentedPossession;
        this.liveSessions = liveSessions;
        this.liveApiKeys = liveApiKeys;
        this.refusalLog = refusalLog;
        this.userAudience = configuration.audience();
        this.clientAudience = issuer;
        this.internalPort = internalPort;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        Optional<PresentedToken> presented;
        try {
            presented = PresentedToken.find(request);
        } catch (ProblemException ambiguous) {
            return Mono.error(ambiguous);
        }
        if (presented.isEmpty() || isJudgedByRoute(request)) {
            return Publishers.empty();
        }
        try {
            return authenticate(request, presented.get());
        } catch (UnavailableException unknownKey) {
            return Mono.error(unknownKey);
        }
    }

    /**
     * The client whose token the request presents on the internal listener, if that can be told without waiting for anything and without
     * using up a proof. Whoever it says nothing of may be authenticated nevertheless.
     */
    Optional<Authentication> clientAtOnce(HttpRequest<?> request) {
        if (!isInternal(request)) {
            return Optional.empty();
        }
        try {
            return PresentedToken.find(request)
                    .filter(presented -> !presented.isWithProof() && !isJudgedByRoute(request))
                    .flatMap(presented -> verifier.verify(presented.value(), clientAudience)
                            .filter(token -> isPossessedAtOnce(request, presented, token)))
                    .map(BearerTokenAuthentication::client);
        } catch (ProblemException | UnavailableException toBeAnswered) {
            return Optional.empty();
        }
    }

    private boolean isPossessedAtOnce(HttpRequest<?> request, PresentedToken presented, AccessToken token) {
        CompletableFuture<Possession> possession =
                presentedPossession.check(request, presented, token).toCompletableFuture();
        return possession.getNow(null) instanceof Possession.Proven;
    }

    private boolean isInternal(HttpRequest<?> request) {
        return request.getServerAddress().getPort() == internalPort;
    }

    private static boolean isJudgedByRoute(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .filter(route -> route.getAnnotationMetadata().hasAnnotation(JudgesTokens.class))
                .isPresent();
    }

    private Publisher<Authentication> authenticate(HttpRequest<?> request, PresentedToken presented) {
        boolean isInternal = isInternal(request);
        if (!isInternal && !presented.isWithProof() && liveApiKeys.recognises(presented.value())) {
            return user(liveApiKeys.check(presented.value()), BearerTokenAuthentication::authoritiesOfApiKey);
        }
        if (presented.lacksItsProof()) {
            return refused(request, INVALID_PROOF, "there is not exactly one proof");
        }
        Optional<AccessToken> verified = verifier.verify(presented.value(), isInternal ? clientAudience : userAudience);
        return verified.isEmpty()
                ? Mono.empty()
                : ifPossessed(request, presented, verified.get())
                        .flatMap(token -> isInternal
                                ? Mono.just(client(token))
                                : user(liveSessions.check(token), BearerTokenAuthentication::authoritiesOfLogin));
    }

    /** The token, if its sender may use it. */
    private Mono<AccessToken> ifPossessed(HttpRequest<?> request, PresentedToken presented, AccessToken token) {
        return Mono.fromCompletionStage(presentedPossession.check(request, presented, token))
                .flatMap(possession -> switch (possession) {
                    case Possession.Proven ignored -> Mono.just(token);
                    case Possession.NotProven not -> refused(request, "invalid_token", not.reason());
                    case Possession.InvalidProof invalid -> refused(request, INVALID_PROOF, invalid.reason());
                    case Possession.NonceWanted ignored ->
                        refused(request, "use_dpop_nonce", "it has no nonce that is good now");
                    case Possession.Unknown unknown ->
                        Mono.error(new UnavailableException(
                                "Nobody can tell whether a proof was used before", unknown.cause()));
                });
    }

    private <T> Mono<T> refused(HttpRequest<?> request, String code, String reason) {
        refusalLog.tellDetail(code, reason);
        RefusedPossession.note(request, code);
        return Mono.empty();
    }

    private static Authentication client(AccessToken token) {
        return Authentication.build(token.clientId(), token.scope().values());
    }

    private static Mono<Authentication> user(
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

    /** An API key manages nothing; but it may be handed to somebody who registers a client (RFC 7591 section 3, initial access token). */
    private static List<String> authoritiesOfApiKey(LiveSession session) {
        return Stream.concat(
                        Stream.of(Caller.API_KEY),
                        session.scope().values().stream()
                                .map(Caller::authorityOf)
                                .filter(Caller.CLIENTS_REGISTER::equals))
                .toList();
    }
}
