package services.auth.login;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.redis.RedisLink;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static services.auth.BehindProxy.address;
import static services.auth.BehindProxy.login;
import static services.auth.BehindProxy.throttled;
import static services.auth.login.LoginThrottleIT.statuses;

/** Without Redis each instance throttles by what it has seen itself. */
class LoginThrottleOutageIT {

    private final BackingServices backing = BackingServices.dedicated();
    private final AuthServiceUnderTest service = throttled(
            backing,
            Map.of(
                    "auth-service.throttling.login.delay.free",
                    1000,
                    "auth-service.throttling.login.failures",
                    "10/1d"));

    @AfterEach
    void stop() {
        service.close();
        backing.close();
    }

    @Test
    void limitGoesOnWhileRedisIsKilledAndAfterIt() {
        TestUser user = service.register();
        String address = address();
        assertThat(statuses(service, 6, user.username(), address)).containsOnly(401);

        backing.redis().kill();

        // what was seen before still counts
        assertThat(statuses(service, 6, user.username(), address)).containsExactly(401, 401, 401, 401, 429, 429);
        assertThat(statuses(service, 12, UUID.randomUUID().toString(), address()))
                .startsWith(401, 401, 401, 401, 401, 401, 401, 401, 401, 401)
                .endsWith(429, 429);
        assertThat(login(service, user.username(), AuthServiceUnderTest.PASSWORD, address(), "")
                        .status())
                .isEqualTo(200);

        backing.redis().start();
        awaitRedis();
        assertThat(statuses(service, 2, user.username(), address)).containsOnly(429);
        limitIsSharedAgain();
    }

    private void limitIsSharedAgain() {
        try (AuthServiceUnderTest other = throttled(
                backing,
                Map.of(
                        "auth-service.throttling.login.delay.free",
                        1000,
                        "auth-service.throttling.login.failures",
                        "10/1d"))) {
            String name = UUID.randomUUID().toString();
            String address = address();
            // its clock alone tells how long to leave Redis alone
            service.bean(TestClock.class).advance(Duration.ofSeconds(2));
            assertThat(statuses(service, 9, name, address)).containsOnly(401);
            assertThat(statuses(other, 3, name, address)).containsExactly(401, 429, 429);
            assertThat(statuses(service, 2, name, address)).containsOnly(429);
        }
    }

    @Test
    void hangingRedisCostsItsTimeoutOnceAndNoAnswer() {
        String name = UUID.randomUUID().toString();
        String address = address();
        login(service, name, "wrong", address, "");
        backing.redis().pause();
        try {
            Instant start = Instant.now();
            List<Integer> statuses = statuses(service, 1, name, address);
            assertThat(statuses).containsExactly(401);
            // three limits were asked, and one of them waited for the 2 seconds
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));

            assertThat(statuses(service, 12, name, address))
                    .startsWith(401, 401, 401, 401, 401, 401, 401, 401)
                    .endsWith(429, 429);
        } finally {
            backing.redis().resume();
        }
        awaitRedis();
        assertThat(statuses(service, 2, name, address)).containsOnly(429);
    }

    @Test
    void wipedRedisGivesNobodyNewGuessesAtTheSameInstance() {
        String name = UUID.randomUUID().toString();
        String address = address();
        assertThat(statuses(service, 10, name, address)).containsOnly(401);

        backing.redis().wipe();

        assertThat(statuses(service, 3, name, address)).containsOnly(429);
    }

    private void awaitRedis() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.bean(RedisLink.class).isUp());
    }
}
