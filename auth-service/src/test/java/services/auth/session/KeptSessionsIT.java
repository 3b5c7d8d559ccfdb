package services.auth.session;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.CommandType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.redis.RedisLink;
import services.auth.token.AccessToken;
import services.auth.token.AccessTokenVerifier;
import services.auth.token.RevocationList;
import services.backing.BackingServices;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Redis said is kept and counts no longer than it is so: what happens, happens on another instance, or to Redis. */
class KeptSessionsIT {

    private static final String ADMIN = "root";
    private static final BackingServices BACKING = BackingServices.dedicated();
    private static final AuthServiceUnderTest HERE = AuthServiceUnderTest.on(BACKING);
    private static final AuthServiceUnderTest ELSEWHERE = AuthServiceUnderTest.on(
            BACKING,
            Map.of(
                    "auth-service.admin.username",
                    ADMIN,
                    "auth-service.admin.email",
                    ADMIN + "@example.com",
                    "auth-service.admin.password",
                    AuthServiceUnderTest.PASSWORD));
    private static final RedisClient CLIENT =
            RedisClient.create(BACKING.redis().uri().toString());
    private static final StatefulRedisConnection<String, String> CONNECTION = CLIENT.connect();

    private final RedisCommands<String, String> redis = CONNECTION.sync();
    private final String clientToken = HERE.clientToken();

    @AfterAll
    static void stop() {
        HERE.close();
        ELSEWHERE.close();
        CLIENT.shutdown();
        BACKING.close();
    }

    @Test
    void whatRedisSaidIsNotAskedForAgain() {
        String token = usedToken();
        long before = scripts();

        for (int i = 0; i < 20; i++) {
            assertThat(isLive(token)).isTrue();
        }

        assertThat(scripts() - before).isZero();
    }

    @Test
    void keptAnswerDoesNotOutliveALogoutOnAnotherInstance() {
        for (int round = 0; round < 100; round++) {
            String token = usedToken();
            assertThat(isLive(token)).isTrue();

            assertThat(ELSEWHERE.logout(token).status()).isEqualTo(200);

            assertThat(isLive(token)).isFalse();
        }
    }

    @Test
    void validationThatBeginsAfterALogoutIsNeverToldWhatWasBefore() {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                String token = usedToken();
                // others keep the connection to Redis, and the answers that wait on it, busy
                String other = usedToken();
                List<CompletableFuture<Boolean>> busy = IntStream.range(0, 20)
                        .mapToObj(ignored -> CompletableFuture.supplyAsync(() -> isLive(other), clients))
                        .toList();

                assertThat(ELSEWHERE.logout(token).status()).isEqualTo(200);
                List<CompletableFuture<Boolean>> after = Stream.generate(
                                () -> CompletableFuture.supplyAsync(() -> isLive(token), clients))
                        .limit(8)
                        .toList();

                assertThat(after).noneMatch(CompletableFuture::join);
                assertThat(busy).allMatch(CompletableFuture::join);
            }
        }
    }

    @Test
    void tokenOnTheListIsDeadThoughItsLoginIsKept() {
        String token = usedToken();
        AccessToken read = HERE.bean(AccessTokenVerifier.class)
                .verify(token, "resource-service")
                .orElseThrow();
        RevocationList list = ELSEWHERE.bean(RevocationList.class);

        list.publish(List.of(list.record(read.id(), UUID.fromString(read.subject()), read.expiresAt())));

        assertThat(isLive(token)).isFalse();
    }

    @Test
    void changedRightsShowAtTheNextValidation() {
        TestUser user = ELSEWHERE.register();
        String token = ELSEWHERE.tokenOf(user);
        assertThat(isLive(token)).isTrue();
        assertThat(roles(token)).doesNotContain("admin");

        String admin = ELSEWHERE.login(ADMIN, AuthServiceUnderTest.PASSWORD).text("token");
        assertThat(ELSEWHERE
                        .call("PUT", "/users/" + user.id() + "/roles/admin", admin)
                        .status())
                .isEqualTo(200);

        assertThat(roles(token)).contains("admin");
    }

    @Test
    void nothingIsKeptOfARedisThatWasEmptied() {
        String token = usedToken();
        String clientOfAnother = HERE.clientToken();
        long before = scripts();

        redis.flushall();

        assertThat(HERE.validateAs(clientOfAnother, token).text("authenticated"))
                .isEqualTo("true");
        assertThat(scripts() - before).as("asked, and written again").isGreaterThanOrEqualTo(2);
    }

    @Test
    void nothingIsKeptBeyondTheConnectionThatWouldTell() {
        String token = usedToken();
        long changes = HERE.bean(RedisLink.class).changes();

        redis.clientKill(KillArgs.Builder.typeNormal().skipme());
        await().atMost(ofSeconds(10)).until(() -> HERE.bean(RedisLink.class).changes() >= changes + 2);
        awaitWholeRevocationLists();
        long before = scripts();

        assertThat(isLive(token)).isTrue();
        assertThat(scripts() - before).isEqualTo(1);
        assertThat(ELSEWHERE.logout(token).status()).isEqualTo(200);
        assertThat(isLive(token)).isFalse();
    }

    @Test
    void redisThatDoesNotTellWhatChangesIsAskedEachTime() {
        redis.aclSetuser(
                "reticent",
                AclSetuserArgs.Builder.on()
                        .addPassword("secret")
                        .allKeys()
                        .allChannels()
                        .allCommands()
                        .removeCommand(CommandType.CLIENT));
        URI uri = BACKING.redis().uri();
        try (AuthServiceUnderTest untold = AuthServiceUnderTest.on(
                BACKING,
                Map.of("auth-service.redis.uri", "redis://reticent:secret@" + uri.getHost() + ":" + uri.getPort()))) {
            RevocationList list = untold.bean(RevocationList.class);
            await().atMost(ofSeconds(10)).until(() -> !list.isRedisBehind());
            String token = untold.token();
            assertThat(untold.isLive(token)).isTrue();
            long before = scripts();

            for (int i = 0; i < 5; i++) {
                assertThat(untold.isLive(token)).isTrue();
            }

            assertThat(scripts() - before).isEqualTo(5);
            assertThat(ELSEWHERE.logout(token).status()).isEqualTo(200);
            assertThat(untold.isLive(token)).isFalse();
        }
    }

    private String usedToken() {
        String token = ELSEWHERE.token();
        assertThat(isLive(token)).isTrue();
        assertThat(isLive(token)).isTrue();
        return token;
    }

    private boolean isLive(String token) {
        return HERE.validateAs(clientToken, token).text("authenticated").equals("true");
    }

    private String roles(String token) {
        return HERE.validateAs(clientToken, token).json().path("roles").toString();
    }

    private void awaitWholeRevocationLists() {
        Stream.of(HERE, ELSEWHERE)
                .map(service -> service.bean(RevocationList.class))
                .forEach(list -> await().atMost(ofSeconds(10)).until(() -> !list.isRedisBehind()));
    }

    /** How many scripts Redis has run. */
    private long scripts() {
        Matcher calls = Pattern.compile("cmdstat_evalsha:calls=(\\d+)").matcher(redis.info("commandstats"));
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }
}
