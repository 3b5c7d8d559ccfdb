package services.auth.session;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.redis.RedisLink;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Redis is wiped, killed and paused: nothing revoked comes back to life, and no live login is lost. */
class RedisLossIT {

    private final BackingServices backing = BackingServices.dedicated();
    private final AuthServiceUnderTest service = AuthServiceUnderTest.on(backing);

    @AfterEach
    void stop() {
        service.close();
        backing.close();
    }

    @Test
    void wipedRedisForgetsNeitherTheLiveNorTheRevoked() {
        String live = usedToken();
        String revoked = usedToken();
        assertThat(service.logout(revoked).status()).isEqualTo(200);

        backing.redis().wipe();

        assertThat(isLive(live)).isTrue();
        assertThat(isLive(revoked)).isFalse();
        assertThat(isLive(revoked)).as("asked again, when Redis is warm").isFalse();
        assertThat(isLive(live)).isTrue();
    }

    @Test
    void killedRedisIsReplacedByPostgresql() {
        String live = usedToken();
        String revoked = usedToken();
        service.logout(revoked);

        backing.redis().kill();

        assertThat(isLive(live)).isTrue();
        assertThat(isLive(revoked)).isFalse();
        assertThat(service.me(live).status()).isEqualTo(200);
        assertThat(isLive(service.token())).isTrue();

        backing.redis().start();
        awaitRedis();
        assertThat(isLive(live)).isTrue();
        assertThat(isLive(revoked)).isFalse();
    }

    @Test
    void logoutThatRedisDidNotConfirmIsNoSuccessYetItHoldsAndIsPublishedLater() {
        String token = usedToken();
        backing.redis().kill();

        Answer logout = service.logout(token);

        assertThat(logout.status()).isEqualTo(503);
        assertThat(logout.header("Retry-After")).isNotEmpty();
        assertThat(isLive(token)).isFalse();

        // it comes back with everything from before the logout: the session as it was, and no revocation
        backing.redis().start();
        awaitRedis();
        assertThat(isLive(token)).isFalse();
    }

    @Test
    void pausedRedisCostsNoAnswer() {
        String live = usedToken();
        String revoked = usedToken();
        service.logout(revoked);

        backing.redis().pause();
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(isLive(live)).isTrue();
                assertThat(isLive(revoked)).isFalse();
            }
        } finally {
            backing.redis().resume();
        }

        awaitRedis();
        assertThat(isLive(live)).isTrue();
        assertThat(isLive(revoked)).isFalse();
    }

    @Test
    void withoutRedisAndPostgresqlNobodyCanTell() {
        String live = usedToken();
        String clientToken = service.clientToken();
        backing.redis().kill();
        backing.postgres().kill();

        Answer validation = service.validateAs(clientToken, live);
        Answer me = service.me(live);

        for (Answer answer : java.util.List.of(validation, me)) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(answer.text("code")).isEqualTo("temporarily_unavailable");
        }

        backing.postgres().start();
        backing.redis().start();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(service.validateAs(clientToken, live).text("authenticated"))
                                .isEqualTo("true"));
    }

    @Test
    void killedPostgresqlLeavesValidationRunningAndIsNeverAWrongPassword() {
        TestUser user = service.register();
        String live = service.tokenOf(user);
        isLive(live);
        String clientToken = service.clientToken();
        backing.postgres().kill();

        assertThat(service.validateAs(clientToken, live).text("authenticated")).isEqualTo("true");
        Answer login = service.login(user.username(), AuthServiceUnderTest.PASSWORD);
        Answer logout = service.logout(live);
        Answer token = service.tokenRequest("grant_type=client_credentials&client_id=resource-service&client_secret="
                + AuthServiceUnderTest.CLIENT_SECRET);

        assertThat(login.status()).isEqualTo(503);
        assertThat(login.header("Retry-After")).isNotEmpty();
        assertThat(logout.status()).isEqualTo(503);
        assertThat(token.status()).isEqualTo(503);
        assertThat(token.header("Retry-After")).isNotEmpty();
        assertThat(token.text("error")).isEqualTo("temporarily_unavailable");

        backing.postgres().start();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(service.login(user.username(), AuthServiceUnderTest.PASSWORD)
                                .status())
                        .isEqualTo(200));
        assertThat(isLive(live)).as("the logout was not carried out").isTrue();
    }

    private String usedToken() {
        String token = service.token();
        assertThat(isLive(token)).isTrue();
        return token;
    }

    private boolean isLive(String token) {
        Answer answer = service.validate(token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.text("authenticated").equals("true");
    }

    private void awaitRedis() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.bean(RedisLink.class).isUp());
    }
}
