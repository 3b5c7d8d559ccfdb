package services.auth.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.ApiKey;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.cleanup.CleanUp;
import services.auth.redis.RedisLink;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Redis and PostgreSQL are wiped and killed, instances start and time passes: no dead key lives, and no live one is lost. */
class ApiKeyOutageIT {

    private final BackingServices backing = BackingServices.dedicated();
    private final AuthServiceUnderTest service = AuthServiceUnderTest.on(backing);
    private final TestUser user = service.register();

    @AfterEach
    void stop() {
        service.close();
        backing.close();
    }

    @Test
    void killedRedisIsReplacedByPostgresql() {
        ApiKey live = usedKey();
        ApiKey deleted = deletedKey();

        backing.redis().kill();

        assertThat(service.isLive(live.value())).isTrue();
        assertThat(service.isLive(deleted.value())).isFalse();
        assertThat(service.getWithApiKey("/users/me", live.value()).status()).isEqualTo(200);

        backing.redis().start();
        awaitRedis();
        assertThat(service.isLive(live.value())).isTrue();
        assertThat(service.isLive(deleted.value())).isFalse();
    }

    @Test
    void deletionThatRedisDidNotConfirmIsNoSuccessYetItHoldsAndIsPublishedLater() {
        ApiKey key = usedKey();
        String token = service.tokenOf(user);
        backing.redis().kill();

        Answer deletion = service.deleteApiKey(token, key.id());

        assertThat(deletion.status()).isEqualTo(503);
        assertThat(deletion.header("Retry-After")).isNotEmpty();
        assertThat(service.isLive(key.value())).isFalse();

        // it comes back with everything from before the deletion: the key as it was
        backing.redis().start();
        awaitRedis();
        assertThat(service.isLive(key.value())).isFalse();
    }

    @Test
    void deletionIsSeenByEveryInstanceAndByOneThatStartsLater() {
        ApiKey key = usedKey();
        try (AuthServiceUnderTest second = AuthServiceUnderTest.on(backing)) {
            assertThat(second.isLive(key.value())).isTrue();

            assertThat(service.deleteApiKey(service.tokenOf(user), key.id()).status())
                    .isEqualTo(204);

            assertThat(second.isLive(key.value())).isFalse();
        }
        try (AuthServiceUnderTest third = AuthServiceUnderTest.on(backing)) {
            assertThat(third.isLive(key.value())).isFalse();
        }
    }

    @Test
    void withoutRedisAndPostgresqlNobodyCanTell() {
        ApiKey live = usedKey();
        String clientToken = service.clientToken();
        backing.redis().kill();
        backing.postgres().kill();

        for (Answer answer : List.of(
                service.validateAs(clientToken, live.value()), service.getWithApiKey("/users/me", live.value()))) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(answer.text("code")).isEqualTo("temporarily_unavailable");
        }
        // what cannot be a key needs nobody to tell
        assertThat(service.validateAs(clientToken, live.value() + "0").body()).isEqualTo("{\"authenticated\":false}");
    }

    @Test
    void killedPostgresqlLeavesWarmKeysLive() {
        ApiKey live = usedKey();
        String clientToken = service.clientToken();

        backing.postgres().kill();

        assertThat(service.validateAs(clientToken, live.value()).text("authenticated"))
                .isEqualTo("true");
    }

    @Test
    void expiredKeyIsDeadCountsNoMoreAndIsCleanedUpLongAfter() {
        String token = service.tokenOf(user);
        Answer expiring = service.createApiKey(
                token,
                Map.of(
                        "name",
                        "x",
                        "expires_at",
                        Instant.now().plus(Duration.ofMinutes(10)).toString()));
        ApiKey lasting = usedKey();
        assertThat(service.isLive(expiring.text("key"))).isTrue();
        TestClock clock = service.bean(TestClock.class);

        clock.advance(Duration.ofMinutes(11));

        assertThat(service.isLive(expiring.text("key"))).isFalse();
        assertThat(service.isLive(lasting.value())).isTrue();
        service.bean(CleanUp.class).run();
        assertThat(keysShown()).isEqualTo(2);

        clock.advance(Duration.ofDays(31));
        service.bean(CleanUp.class).run();

        assertThat(keysShown()).isEqualTo(1);
        assertThat(service.isLive(lasting.value())).isTrue();
    }

    private int keysShown() {
        return service.get("/users/me/api-keys", service.tokenOf(user))
                .json()
                .path("items")
                .size();
    }

    private ApiKey usedKey() {
        ApiKey key = service.apiKeyOf(user);
        assertThat(service.isLive(key.value())).isTrue();
        return key;
    }

    private ApiKey deletedKey() {
        ApiKey key = usedKey();
        assertThat(service.deleteApiKey(service.tokenOf(user), key.id()).status())
                .isEqualTo(204);
        return key;
    }

    private void awaitRedis() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.bean(RedisLink.class).isUp());
    }
}
