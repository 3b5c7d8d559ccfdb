package services.auth.oauth2.code;

import java.time.Duration;
import java.time.Instant;

import io.micronaut.serde.annotation.Serdeable;

/**
 * How fast a device asks for its tokens (RFC 8628 section 3.5).
 *
 * @param askedAt when it asked last
 * @param interval for how many seconds it must wait from then on
 */
@Serdeable
record DevicePace(Instant askedAt, long interval) {

    /** By so much it grows whenever a device asks too soon, for this request and for all later ones. */
    private static final Duration GROWTH = Duration.ofSeconds(5);

    /** What leaves the device in time may come closer to the request before. */
    private static final Duration TRAVEL = Duration.ofSeconds(1);

    static DevicePace first(Instant now) {
        return new DevicePace(now, DeviceCodes.INTERVAL.toSeconds());
    }

    boolean isTooSoon(Instant now) {
        return now.isBefore(askedAt.plusSeconds(interval).minus(TRAVEL));
    }

    /** The same after a request. */
    DevicePace askedAgain(Instant now) {
        return new DevicePace(now, isTooSoon(now) ? interval + GROWTH.toSeconds() : interval);
    }
}
