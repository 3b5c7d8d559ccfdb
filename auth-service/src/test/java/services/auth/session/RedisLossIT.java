package services.auth.session;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.auth.redis.RedisLink;
import services.auth.token.RevocationList;
import services.auth.token.Scope;
import services.backing.BackingServices;
import services.backing.Database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Redis is killed, paused and lost at full load: nothing revoked comes back to life, and no live login is lost. */
class RedisLossIT {

    private final BackingServices backing = BackingServices.dedicated();
    private final AuthServiceUnderTest service = AuthServiceUnderTest.on(backing);

    @AfterEach
    void stop() {
        service.close();
        backing.close();
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
    void redisThatWakesUpIsNotBelievedBeforeItWasToldWhatItMissed() {
        String token = usedToken();
        String other = usedToken();
        backing.redis().pause();
        // until nothing is sent to it any more: what is not sent it cannot catch up with by itself
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            Stream.generate(() -> CompletableFuture.runAsync(() -> isLive(other)))
                    .limit(8)
                    .toList()
                    .forEach(CompletableFuture::join);
            return !service.bean(RedisLink.class).isUp();
        });
        assertThat(service.logout(token).status()).isEqualTo(503);
        assertThat(isLive(token)).isFalse();

        backing.redis().resume();

        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    assertThat(isLive(token)).isFalse();
                    return service.bean(RedisLink.class).isUp()
                            && !service.bean(RevocationList.class).isRedisBehind();
                });
        assertThat(isLive(token)).isFalse();
    }

    @Test
    void lossOfRedisIsMetByABoundedNumberOfQuestionsAndAnsweredInTime() throws Exception {
        List<String> tokens = Stream.generate(service::token).limit(5).toList();
        String clientToken = service.clientToken();
        Database database = backing.postgres().database("auth");
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE");
            backing.redis().wipe();

            List<CompletableFuture<Answer>> validations = new ArrayList<>();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 200; i++) {
                    String token = tokens.get(i % tokens.size());
                    validations.add(
                            CompletableFuture.supplyAsync(() -> service.validateAs(clientToken, token), clients));
                }
                // half of the ten connections ask; the others are left for everything else
                await().atMost(Duration.ofSeconds(10)).until(() -> waitingForLocks(connection) >= 5);
                assertThat(service.register()).isNotNull();
                assertThat(waitingForLocks(connection)).isLessThanOrEqualTo(5);
                connection.rollback();
            }

            assertThat(validations).extracting(CompletableFuture::join).allSatisfy(answer -> {
                assertThat(answer.status()).isIn(200, 503);
                assertThat(answer.text("authenticated")).isNotEqualTo("false");
            });
        }
        assertThat(tokens).allMatch(this::isLive);
    }

    private static int waitingForLocks(Connection connection) throws SQLException {
        // within a transaction the view stays as it was when it was looked at first
        connection.createStatement().execute("SELECT pg_stat_clear_snapshot()");
        try (ResultSet count = connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void refreshWithoutRedisChangesNothing() {
        Pair pair = service.pairOf(service.register());
        backing.redis().kill();

        Answer refused = service.refresh(pair.refreshToken());

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(isLive(pair.token())).isTrue();

        backing.redis().start();
        awaitRedis();
        // long after the grace: it was not spent
        service.bean(TestClock.class).advance(Duration.ofMinutes(5));
        assertThat(isLive(pair.token())).isTrue();
        Pair next = Pair.of(service.refresh(pair.refreshToken()));
        assertThat(isLive(pair.token())).isFalse();
        assertThat(isLive(next.token())).isTrue();
    }

    @Test
    void wipeInTheMiddleOfARefreshBringsTheOldAccessTokenBackForNobody() throws Exception {
        Pair old = service.pairOf(service.register());
        Database database = backing.postgres().database("auth");
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
            // the refresh is held up after it told Redis, and before it commits
            connection.createStatement().execute("""
                    CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$;
                    CREATE TRIGGER held_up BEFORE INSERT ON refresh_tokens
                    FOR EACH ROW EXECUTE FUNCTION wait_for_the_test();
                    SELECT pg_advisory_lock(4711)""");
            CompletableFuture<Answer> refresh =
                    CompletableFuture.supplyAsync(() -> service.refresh(old.refreshToken()));
            await().atMost(Duration.ofSeconds(10)).until(() -> waitingForLocks(connection) == 1);
            backing.redis().wipe();
            assertThat(isLive(old.token())).as("nothing is committed yet").isTrue();

            connection.createStatement().execute("SELECT pg_advisory_unlock(4711)");
            Pair next = Pair.of(refresh.join());

            assertThat(isLive(old.token())).isFalse();
            assertThat(isLive(next.token())).isTrue();
        }
    }

    @Test
    void answerOfPostgresqlFromBeforeARestartOfRedisIsNotWrittenAfterIt() {
        SessionStore store = service.bean(SessionStore.class);
        Instant now = Instant.now();
        SessionStore.Question question =
                new SessionStore.Question(UUID.randomUUID(), UUID.randomUUID(), "a token", 0, now);
        LiveSession session = new LiveSession(
                question.id(),
                question.tag(),
                "alice",
                List.of(),
                Scope.parse("data:read"),
                "login",
                Duration.ofMinutes(30),
                now.plusSeconds(1800),
                now.plusSeconds(7200),
                now,
                0);
        awaitWholeRevocationList();
        String lease = ((SessionStore.Answer.Unknown)
                        store.check(question).toCompletableFuture().join())
                .lease();

        // the lease is still there; a revocation that came between may not be
        backing.redis().kill();
        backing.redis().start();
        awaitRedis();
        store.fill(session, question, lease, session.expiresAt())
                .toCompletableFuture()
                .join();

        awaitWholeRevocationList();
        assertThat(store.check(question).toCompletableFuture().join()).isInstanceOf(SessionStore.Answer.Unknown.class);
    }

    @Test
    void expiredLoginIsRefreshedWithoutRedisForThereIsNothingToRevoke() {
        Pair pair = service.pairOf(service.register());
        service.bean(TestClock.class).advance(Duration.ofHours(3));
        backing.redis().kill();

        assertThat(isLive(Pair.of(service.refresh(pair.refreshToken())).token()))
                .isTrue();
    }

    @Test
    void withoutRedisAndPostgresqlNobodyCanTell() {
        String live = usedToken();
        String clientToken = service.clientToken();
        backing.redis().kill();
        backing.postgres().kill();

        Answer validation = service.validateAs(clientToken, live);
        Answer me = service.me(live);

        for (Answer answer : List.of(validation, me)) {
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

    private void awaitWholeRevocationList() {
        RevocationList revocationList = service.bean(RevocationList.class);
        await().atMost(Duration.ofSeconds(10)).until(() -> !revocationList.isRedisBehind());
    }

    private void awaitRedis() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.bean(RedisLink.class).isUp());
    }
}
