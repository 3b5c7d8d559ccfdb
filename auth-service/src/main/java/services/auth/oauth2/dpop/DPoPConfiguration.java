package services.auth.oauth2.dpop;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;

/**
 * @param proofTimeToLive how old a proof may be
 * @param clockSkew how far the clock of a client may be off, ahead or behind
 * @param nonceRequired whether a proof must carry a nonce of this service (RFC 9449 sections 8 and 9)
 * @param nonceTimeToLive how long one nonce is handed out; it is taken for as long again
 */
@Context
@ConfigurationProperties("auth-service.dpop")
record DPoPConfiguration(
        Duration proofTimeToLive, Duration clockSkew, boolean nonceRequired, Duration nonceTimeToLive) {

    DPoPConfiguration {
        requireAtLeast(1, proofTimeToLive, "AUTH_SERVICE_DPOP_PROOF_TIME_TO_LIVE");
        requireAtLeast(0, clockSkew, "AUTH_SERVICE_DPOP_CLOCK_SKEW");
        requireAtLeast(1, nonceTimeToLive, "AUTH_SERVICE_DPOP_NONCE_TIME_TO_LIVE");
    }

    private static void requireAtLeast(int seconds, Duration duration, String setting) {
        if (duration.isNegative() || duration.toSeconds() < seconds) {
            throw new StartException(setting + " must be at least " + seconds + "s, for example 60s or 5m");
        }
    }
}
