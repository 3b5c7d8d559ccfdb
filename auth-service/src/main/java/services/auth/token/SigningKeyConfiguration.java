package services.auth.token;

import java.time.Duration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import services.auth.error.StartException;

/**
 * @param rotationInterval how long a key signs
 * @param publishAhead how long before its first token a key is published
 * @param reloadInterval how often an instance reads what keys there are
 */
@Context
@ConfigurationProperties("auth-service.signing-key")
record SigningKeyConfiguration(Duration rotationInterval, Duration publishAhead, Duration reloadInterval) {

    private static final Duration MIN_RELOAD_INTERVAL = Duration.ofMillis(100);
    private static final Duration MAX_RELOAD_INTERVAL = Duration.ofMinutes(1);
    private static final Duration MAX_ROTATION_INTERVAL = Duration.ofDays(3650);
    private static final Duration MAX_CACHE_TIME = Duration.ofMinutes(5);

    SigningKeyConfiguration {
        require(
                isBetween(MIN_RELOAD_INTERVAL, reloadInterval, MAX_RELOAD_INTERVAL),
                "AUTH_SERVICE_SIGNING_KEY_RELOAD_INTERVAL must be from 100ms to 1m, for example 5s");
        require(
                publishAhead.compareTo(lead(reloadInterval)) >= 0,
                "AUTH_SERVICE_SIGNING_KEY_PUBLISH_AHEAD must be at least three times"
                        + " AUTH_SERVICE_SIGNING_KEY_RELOAD_INTERVAL, for example 1d");
        require(
                rotationInterval.compareTo(publishAhead) > 0 && rotationInterval.compareTo(MAX_ROTATION_INTERVAL) <= 0,
                "AUTH_SERVICE_SIGNING_KEY_ROTATION_INTERVAL must be longer than"
                        + " AUTH_SERVICE_SIGNING_KEY_PUBLISH_AHEAD and at most 3650d, for example 30d");
    }

    /**
     * The time after which every instance knows a new key for sure: one interval for the commit, and for clocks that
     * differ, and two for the reading.
     */
    Duration lead() {
        return lead(reloadInterval);
    }

    /** How long keys may be unread before an instance must reckon with one that it does not know. */
    Duration staleAfter() {
        return reloadInterval.multipliedBy(2);
    }

    /** How long others may keep the JWK Set: short enough to know each key of the schedule before its first token. */
    Duration cacheTime() {
        Duration share = publishAhead.dividedBy(3);
        return share.compareTo(MAX_CACHE_TIME) < 0 ? share : MAX_CACHE_TIME;
    }

    private static Duration lead(Duration reloadInterval) {
        return reloadInterval.multipliedBy(3);
    }

    private static boolean isBetween(Duration least, Duration duration, Duration most) {
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }

    private static void require(boolean inRange, String message) {
        if (!inRange) {
            throw new StartException(message);
        }
    }
}
