package services.auth.validation;

import java.time.Clock;
import java.util.function.Function;

import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.Outage;
import services.auth.error.Problem;
import services.auth.oauth2.dpop.DPoPNonces;
import services.auth.session.LiveSession;
import services.auth.session.Liveness;
import services.auth.token.AccessToken;

/** Writes the answers of {@code /validateToken}. */
@Singleton
class Verdicts {

    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

    private final DPoPNonces nonces;
    private final Clock clock;

    Verdicts(DPoPNonces nonces, Clock clock) {
        this.nonces = nonces;
        this.clock = clock;
    }

    HttpResponse<?> ofToken(Liveness liveness, AccessToken token, ValidationRequest request) {
        return of(
                liveness,
                session -> ValidationResponse.of(
                        token, session, request.dpop() == null ? null : nonce(), clock.instant()));
    }

    HttpResponse<?> ofApiKey(Liveness liveness) {
        return of(liveness, key -> ValidationResponse.ofApiKey(key, clock.instant()));
    }

    private static HttpResponse<?> of(Liveness liveness, Function<LiveSession, ValidationResponse> response) {
        return switch (liveness) {
            case Liveness.Live live -> HttpResponse.ok(response.apply(live.session()));
            case Liveness.Dead dead -> refused(dead.reason());
            case Liveness.Unknown unknown -> unavailable(unknown.cause());
        };
    }

    static HttpResponse<?> unavailable(Throwable cause) {
        LOG.warn("Validation answered 503: {}", Outage.describe(cause));
        return Problem.unavailable().toResponse();
    }

    static HttpResponse<?> refused(String reason) {
        LOG.info("Token refused: {}", reason);
        return HttpResponse.ok(new DeadTokenResponse(false, null, null));
    }

    /** @param error what the client can make better */
    HttpResponse<?> refusedProof(String error, String reason) {
        LOG.info("Token refused: {}, {}", error, reason);
        return HttpResponse.ok(new DeadTokenResponse(false, error, nonce()));
    }

    private @Nullable String nonce() {
        return nonces.areRequired() ? nonces.current() : null;
    }
}
