package services.auth.session;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.TestClock;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** Redis' own idle timer is exact; what its copy in PostgreSQL does is in {@link LivenessContract}. */
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

    private static boolean isLive(String token) {
        return SERVICE.validate(token).text("authenticated").equals("true");
    }
}
