package services.auth.session;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.TestClock;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** Sliding: a token lives as long as it is used, to its exp and no longer. */
class IdleTimerIT {

    private static final AuthServiceUnderTest SERVICE = AuthServiceUnderTest.on(
            BackingServices.shared(),
            Map.of("auth-service.access-token.idle-timeout", "30s", "auth-service.access-token.time-to-live", "100s"));

    private final TestClock clock = SERVICE.bean(TestClock.class);

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void unusedTokenDiesAfterTheIdleTimeout() {
        String token = SERVICE.token();
        assertThat(isLive(token)).isTrue();

        clock.advance(Duration.ofSeconds(29));
        assertThat(isLive(token)).isTrue();
        clock.advance(Duration.ofSeconds(31));

        assertThat(isLive(token)).isFalse();
        assertThat(SERVICE.me(token).status()).isEqualTo(401);
    }

    @Test
    void tokenThatWasNeverUsedDiesToo() {
        String token = SERVICE.token();

        clock.advance(Duration.ofSeconds(40));

        assertThat(isLive(token)).isFalse();
    }

    @Test
    void usedTokenLivesUntilItsExpAndNoLonger() {
        String token = SERVICE.token();

        for (int seconds = 0; seconds < 80; seconds += 20) {
            clock.advance(Duration.ofSeconds(20));
            assertThat(isLive(token)).as("after %s s", seconds + 20).isTrue();
        }
        clock.advance(Duration.ofSeconds(21));

        assertThat(isLive(token)).isFalse();
    }

    @Test
    void validationTellsHowLongTheTokenLivesUnused() {
        String token = SERVICE.token();
        SERVICE.validate(token);
        clock.advance(Duration.ofSeconds(20));

        assertThat(SERVICE.validate(token).json().get("expires_in").asInt()).isBetween(29, 30);
        clock.advance(Duration.ofSeconds(20));
        SERVICE.validate(token);
        clock.advance(Duration.ofSeconds(20));
        SERVICE.validate(token);
        clock.advance(Duration.ofSeconds(20));

        // the end is near: exp comes before the idle timer
        assertThat(SERVICE.validate(token).json().get("expires_in").asInt()).isBetween(15, 21);
    }

    private static boolean isLive(String token) {
        return SERVICE.validate(token).text("authenticated").equals("true");
    }
}
