package services.auth.refresh;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.backing.BackingServices;
import services.backing.Database;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshControllerIT {

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void refreshGivesANewPairAndTheOldOneIsDead() {
        Pair old = service.pairOf(service.register());

        Answer answer = service.refresh(old.refreshToken());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asLong()).isBetween(7190L, 7200L);
        assertThat(answer.json().path("refresh_expires_in").asLong()).isBetween(1209590L, 1209600L);
        Pair fresh = Pair.of(answer);
        assertThat(fresh.refreshToken()).isNotEqualTo(old.refreshToken()).hasSize(43);
        assertThat(service.isLive(fresh.token())).isTrue();
        assertThat(service.isLive(old.token())).isFalse();
        assertThat(service.me(old.token()).status()).isEqualTo(401);
    }

    @Test
    void validationTellsHowOftenTheLoginWasRefreshed() {
        Pair pair = service.pairOf(service.register());
        for (int refreshes = 0; refreshes < 3; refreshes++) {
            assertThat(service.validate(pair.token())
                            .json()
                            .path("refresh_count")
                            .asInt())
                    .isEqualTo(refreshes);
            pair = Pair.of(service.refresh(pair.refreshToken()));
        }
    }

    @Test
    void hundredParallelRefreshesLeaveOneLiveSuccessor() {
        Pair old = service.pairOf(service.register());
        List<Answer> answers;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> refreshes = IntStream.range(0, 100)
                    .mapToObj(ignored ->
                            CompletableFuture.supplyAsync(() -> service.refresh(old.refreshToken()), clients))
                    .toList();
            answers = refreshes.stream().map(CompletableFuture::join).toList();
        }

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        List<Pair> successors = answers.stream().map(Pair::of).distinct().toList();
        assertThat(successors).filteredOn(pair -> service.isLive(pair.token())).hasSize(1);
        assertThat(successors)
                .filteredOn(pair -> service.refresh(pair.refreshToken()).status() == 200)
                .hasSize(1);
    }

    @Test
    void lostAnswerIsReplacedWhileItsTokensWereNotUsed() {
        Pair old = service.pairOf(service.register());
        Pair lost = Pair.of(service.refresh(old.refreshToken()));

        Pair second = Pair.of(service.refresh(old.refreshToken()));

        assertThat(service.isLive(lost.token())).isFalse();
        assertThat(service.isLive(second.token())).isTrue();
        assertThat(service.refresh(lost.refreshToken()).status()).isEqualTo(401);
        // that the slower of two answers was tried ends nothing
        assertThat(service.isLive(second.token())).isTrue();
        assertThat(service.refresh(second.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void usedSuccessorMakesItsParentAReplayAtOnce() {
        Pair first = service.pairOf(service.register());
        Pair second = Pair.of(service.refresh(first.refreshToken()));
        Pair third = Pair.of(service.refresh(second.refreshToken()));

        assertThat(service.refresh(first.refreshToken()).status()).isEqualTo(401);

        assertThat(service.isLive(third.token())).isFalse();
        assertThat(service.refresh(third.refreshToken()).status()).isEqualTo(401);
    }

    @Test
    void replayOutsideTheGraceEndsTheSessionAndOnlyThatAndIsAudited() throws Exception {
        try (AuthServiceUnderTest own = AuthServiceUnderTest.on(BackingServices.shared())) {
            TestUser user = own.register();
            Pair other = own.pairOf(user);
            Pair old = own.pairOf(user);
            Pair fresh = Pair.of(own.refresh(old.refreshToken()));
            own.bean(TestClock.class).advance(GRACE);

            Answer replay = own.refresh(old.refreshToken());

            assertThat(replay.status()).isEqualTo(401);
            assertThat(replay.text("code")).isEqualTo("invalid_refresh_token");
            assertThat(own.isLive(fresh.token())).isFalse();
            assertThat(own.refresh(fresh.refreshToken()).status()).isEqualTo(401);
            assertThat(own.isLive(other.token())).isTrue();
            String sid = SignedJWT.parse(fresh.token()).getJWTClaimsSet().getStringClaim("sid");
            assertThat(count("audit_events WHERE type = 'refresh_token_replayed' AND details LIKE '%" + sid + "%'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void supersededTokenThatComesLateEndsTheSession() {
        try (AuthServiceUnderTest own = AuthServiceUnderTest.on(BackingServices.shared())) {
            Pair old = own.pairOf(own.register());
            Pair lost = Pair.of(own.refresh(old.refreshToken()));
            Pair second = Pair.of(own.refresh(old.refreshToken()));
            own.bean(TestClock.class).advance(GRACE);

            assertThat(own.refresh(lost.refreshToken()).status()).isEqualTo(401);

            assertThat(own.isLive(second.token())).isFalse();
        }
    }

    @Test
    void endedLoginsCannotBeRefreshed() {
        TestUser user = service.register();
        Pair one = service.pairOf(user);
        Pair another = service.pairOf(user);
        service.logout(one.token());
        assertThat(service.refresh(one.refreshToken()).status()).isEqualTo(401);
        assertThat(service.isLive(another.token())).isTrue();

        service.send(service.request(service.publicUri("/users/me"))
                .header("Authorization", "Bearer " + another.token())
                .DELETE());
        assertThat(service.refresh(another.refreshToken()).status()).isEqualTo(401);
    }

    @Test
    void refreshTokenDiesUnusedAndAtTheLatestAtTheMaximumLifetime() {
        Map<String, Object> settings = Map.of(
                "auth-service.refresh-token.time-to-live", "2h", "auth-service.refresh-token.maximum-lifetime", "3h");
        try (AuthServiceUnderTest own = AuthServiceUnderTest.on(BackingServices.shared(), settings)) {
            Pair unused = own.pairOf(own.register());
            Pair used = own.pairOf(own.register());
            own.bean(TestClock.class).advance(Duration.ofMinutes(119));
            Answer refreshed = own.refresh(used.refreshToken());
            assertThat(refreshed.json().path("refresh_expires_in").asLong()).isBetween(3600L, 3661L);
            assertThat(refreshed.json().path("expires_in").asLong()).isBetween(3600L, 3661L);

            own.bean(TestClock.class).advance(Duration.ofMinutes(2));
            assertThat(own.refresh(unused.refreshToken()).status()).isEqualTo(401);
            own.bean(TestClock.class).advance(Duration.ofMinutes(60));
            assertThat(own.refresh(Pair.of(refreshed).refreshToken()).status()).isEqualTo(401);
        }
    }

    @Test
    void idleLoginComesBackByRefresh() {
        try (AuthServiceUnderTest own = AuthServiceUnderTest.on(BackingServices.shared())) {
            Pair pair = own.pairOf(own.register());
            own.bean(TestClock.class).advance(Duration.ofMinutes(50));
            assertThat(own.isLive(pair.token())).isFalse();

            assertThat(own.isLive(Pair.of(own.refresh(pair.refreshToken())).token()))
                    .isTrue();
        }
    }

    @Test
    void refreshTokensRestAsHashesOnly() throws SQLException {
        Pair pair = service.pairOf(service.register());

        assertThat(count("refresh_tokens WHERE token_hash LIKE '%" + pair.refreshToken() + "%'"))
                .isZero();
        assertThat(count("refresh_tokens WHERE token_hash !~ '^[0-9a-f]{64}$'")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"refresh_token\":\"\"}", "{\"refresh_token\":7}", "{\"refresh_token\":null}", "", "[]"})
    void malformedRefreshIsABadRequest(String body) {
        Answer answer = service.post("/refresh", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\\u0000", "\\ud800", "é"})
    void unknownRefreshTokenIsRefused(String value) {
        Answer answer = service.post("/refresh", "{\"refresh_token\":\"" + value + "\"}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("code")).isEqualTo("invalid_refresh_token");
    }

    @Test
    void accessTokenIsNoRefreshToken() {
        Pair pair = service.pairOf(service.register());

        assertThat(service.me(pair.refreshToken()).status()).isEqualTo(401);
        assertThat(service.isLive(pair.refreshToken())).isFalse();
    }

    private static long count(String rows) throws SQLException {
        Database database = BackingServices.shared().postgres().database("auth");
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                ResultSet result = connection.createStatement().executeQuery("SELECT count(*) FROM " + rows)) {
            result.next();
            return result.getLong(1);
        }
    }
}
