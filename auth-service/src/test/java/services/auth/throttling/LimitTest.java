package services.auth.throttling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.error.StartException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LimitTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final StandingClock clock = new StandingClock();
    private final LocalBuckets buckets = new LocalBuckets(clock);

    @Test
    void rateAllowsABurstAndThenComesBackEvenly() {
        Limit limit = Limit.parse("test", "4/1m");

        assertThat(allowedNow(limit)).isEqualTo(4);
        assertThat(retryAfter(limit)).isEqualTo(Duration.ofSeconds(15));
        clock.advance(Duration.ofSeconds(14));
        assertThat(allowedNow(limit)).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(allowedNow(limit)).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        assertThat(allowedNow(limit)).isEqualTo(4);
    }

    @Test
    void ofSeveralRatesTheNarrowestCounts() {
        Limit limit = Limit.parse("test", "10/15m, 50/1d");

        assertThat(allowedNow(limit)).isEqualTo(10);
        assertThat(allowedIn(DAY, limit)).isBetween(10 + 48, 50 + 50);
        assertThat(allowedIn(DAY, limit)).isLessThanOrEqualTo(50);
    }

    @Test
    void growingDelayDoublesToTheLongest() {
        Limit limit = Limit.growingDelay("test", 10, Duration.ofSeconds(1), Duration.ofMinutes(15));

        assertThat(allowedNow(limit)).isEqualTo(10);
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            Duration delay = retryAfter(limit);
            delays.add(delay.toSeconds());
            clock.advance(delay);
            assertThat(allowedNow(limit)).isEqualTo(1);
        }
        assertThat(delays).containsExactly(1L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 776L, 900L, 900L);
    }

    /** The bound that is documented: however the guesses are spread over the time. */
    @ParameterizedTest
    @CsvSource({"1", "7", "60", "901", "3600"})
    void growingDelayAllowsNoMoreThanItsBound(int secondsBetweenTries) {
        Limit limit = Limit.growingDelay("test", 10, Duration.ofSeconds(1), Duration.ofMinutes(15));

        int allowed = 0;
        for (long at = 0; at < DAY.toSeconds(); at += secondsBetweenTries) {
            allowed += allowedNow(limit);
            clock.advance(Duration.ofSeconds(secondsBetweenTries));
        }
        assertThat(allowed).isLessThanOrEqualTo(20 + 96);
    }

    @Test
    void delayFallsBackWhenNobodyTries() {
        Limit limit = Limit.growingDelay("test", 10, Duration.ofSeconds(1), Duration.ofMinutes(15));
        allowedIn(Duration.ofHours(1), limit);

        clock.advance(limit.timeToFill());

        assertThat(allowedNow(limit)).isEqualTo(10);
    }

    @Test
    void triesGivenBackAreNoTries() {
        Limit limit = Limit.parse("test", "3/1h");
        allowedNow(limit);

        buckets.giveBack(limit, "key");

        assertThat(allowedNow(limit)).isEqualTo(1);
        for (int i = 0; i < 10; i++) {
            buckets.giveBack(limit, "key");
        }
        assertThat(allowedNow(limit)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0/1m", "10/0m", "10/m", "10/1w", "-1/1m", "10/1m,", "10/1m;5/1d", "99999999/1m"})
    void settingThatIsNoLimitNamesItself(String setting) {
        assertThatThrownBy(() -> Limit.parse("login.attempts", setting))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("AUTH_SERVICE_THROTTLING_LOGIN_ATTEMPTS");
    }

    @ParameterizedTest
    @CsvSource({"0, PT1S, PT15M", "10, PT0S, PT15M", "10, PT-1S, PT15M", "10, PT16M, PT15M", "10, PT1S, P2D"})
    void delayOutOfRangeNamesItsSettings(int free, Duration first, Duration longest) {
        assertThatThrownBy(() -> Limit.growingDelay("login.delay", free, first, longest))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("AUTH_SERVICE_THROTTLING_LOGIN_DELAY");
    }

    private int allowedNow(Limit limit) {
        int allowed = 0;
        while (buckets.tryConsume(limit, "key") instanceof Outcome.Allowed) {
            allowed++;
        }
        return allowed;
    }

    private int allowedIn(Duration time, Limit limit) {
        int allowed = 0;
        for (long minute = 0; minute < time.toMinutes(); minute++) {
            allowed += allowedNow(limit);
            clock.advance(Duration.ofMinutes(1));
        }
        return allowed;
    }

    private Duration retryAfter(Limit limit) {
        return buckets.tryConsume(limit, "key") instanceof Outcome.Refused refused
                ? refused.retryAfter()
                : Duration.ZERO;
    }

    private static final class StandingClock extends Clock {

        private Instant now = Instant.parse("2030-01-01T00:00:00Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
