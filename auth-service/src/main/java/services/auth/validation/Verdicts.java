package services.auth.validation;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.OutageLog;
import services.auth.error.RefusalLog;
import services.auth.oauth2.dpop.DPoPNonces;
import services.auth.session.LiveSession;
import services.auth.session.Liveness;
import services.auth.token.AccessToken;

/** Puts verdicts into the words of the answers. */
@Singleton
class Verdicts {

    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

    private final DPoPNonces nonces;
    private final Clock clock;
    private final OutageLog outageLog;
    private final RefusalLog refusalLog;

    Verdicts(DPoPNonces nonces, Clock clock, OutageLog outageLog, RefusalLog refusalLog) {
        this.nonces = nonces;
        this.clock = clock;
        this.outageLog = outageLog;
        this.refusalLog = refusalLog;
    }

    Verdict ofToken(Liveness liveness, AccessToken token, ValidationRequest request) {
        return of(
                liveness,
                session -> ValidationResponse.of(
                        token, session, request.dpop() == null ? null : nonce(), clock.instant()));
    }

    Verdict ofApiKey(Liveness liveness) {
        return of(liveness, key -> ValidationResponse.ofApiKey(key, clock.instant()));
    }

    private Verdict of(Liveness liveness, Function<LiveSession, ValidationResponse> response) {
        return switch (liveness) {
            case Liveness.Live live -> new Verdict.Live(response.apply(live.session()));
            case Liveness.Dead dead -> refused(dead.reason());
            case Liveness.Unknown unknown -> unavailable(unknown.cause());
        };
    }

    /** Of one of many too, where the others are answered. */
    Verdict unavailable(Throwable cause) {
        outageLog.tell("A validation", cause);
        return new Verdict.Unknown();
    }

    Verdict late(Duration patience) {
        return unavailable(new TimeoutException("not known within " + patience.toMillis() + " ms"));
    }

    /** Of one of many: the fault costs the others nothing. */
    static Verdict fault(Throwable cause) {
        LOG.error("A token could not be judged", cause);
        return new Verdict.Unknown();
    }

    Verdict refused(String reason) {
        refusalLog.tell(reason);
        return new Verdict.Dead(new DeadTokenResponse(false, null, null));
    }

    /** @param error what the client can make better */
    Verdict refusedProof(String error, String reason) {
        refusalLog.tellDetail(error, reason);
        return new Verdict.Dead(new DeadTokenResponse(false, error, nonce()));
    }

    private @Nullable String nonce() {
        return nonces.areRequired() ? nonces.current() : null;
    }
}
