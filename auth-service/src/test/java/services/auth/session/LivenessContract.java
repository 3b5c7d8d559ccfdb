package services.auth.session;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.Pair;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.Judge;
import services.auth.TestClock;
import services.auth.TestDatabase;
import services.auth.Witness;
import services.auth.token.AccessToken;
import services.auth.token.AccessTokenVerifier;
import services.auth.token.RevocationList;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What makes a token live and what makes it dead, on whoever's word. One instance is asked; what happens to the logins happens
 * on another one, unless a test says "here".
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LivenessContract {

    static final Duration TIME_TO_LIVE = Duration.ofSeconds(100);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

    final Judge judge;
    final AuthServiceUnderTest elsewhere;
    final AuthServiceUnderTest givingFixed;
    private final Witness witness;
    private final AuthServiceUnderTest here;
    private final AuthServiceUnderTest givingSingleUse;

    LivenessContract(Witness witness) {
        this.witness = witness;
        judge = Judge.on(witness, settings("sliding"));
        here = judge.service();
        elsewhere = AuthServiceUnderTest.on(BackingServices.shared(), settings("sliding"));
        givingFixed = AuthServiceUnderTest.on(BackingServices.shared(), settings("fixed"));
        givingSingleUse = AuthServiceUnderTest.on(BackingServices.shared(), settings("single_use"));
    }

    private static Map<String, Object> settings(String flavour) {
        return Map.of(
                "auth-service.access-token.flavour", flavour,
                "auth-service.access-token.time-to-live", TIME_TO_LIVE.toSeconds() + "s",
                "auth-service.access-token.idle-timeout", IDLE_TIMEOUT.toSeconds() + "s");
    }

    @AfterAll
    void stop() {
        Stream.of(here, elsewhere, givingFixed, givingSingleUse).forEach(AuthServiceUnderTest::close);
    }

    @Test
    void tokenOfALoginIsLiveAgainAndAgain() {
        String token = shown(elsewhere.token());

        for (int i = 0; i < 3; i++) {
            judge.callsLive(token);
        }
    }

    @Test
    void tokenThatIsLoggedOutHereIsDead() {
        String token = shown(elsewhere.token());

        assertThat(here.logout(token).status()).isEqualTo(witness.confirmed(200));

        judge.knowsDead(token);
    }

    @Test
    void tokenThatIsLoggedOutOnAnotherInstanceIsDeadAndTheOthersLive() {
        TestUser user = elsewhere.register();
        String phone = shown(elsewhere.tokenOf(user));
        String laptop = shown(elsewhere.tokenOf(user));

        assertThat(elsewhere.logout(phone).status()).isEqualTo(200);

        judge.knowsDead(phone);
        judge.callsLive(laptop);
    }

    @Test
    void logoutEverywhereLeavesNothingAlive() {
        TestUser user = elsewhere.register();
        String phone = shown(elsewhere.tokenOf(user));
        String laptop = shown(elsewhere.tokenOf(user));

        assertThat(elsewhere.logoutEverywhere(phone).status()).isEqualTo(200);

        judge.knowsDead(phone);
        judge.knowsDead(laptop);
        judge.callsLive(shown(elsewhere.tokenOf(user)));
    }

    @Test
    void tokensOfADeletedUserAreDead() {
        TestUser user = elsewhere.register();
        String phone = shown(elsewhere.tokenOf(user));
        String laptop = shown(elsewhere.tokenOf(user));

        assertThat(elsewhere.delete("/users/me", phone).status()).isEqualTo(204);

        judge.knowsDead(phone);
        judge.knowsDead(laptop);
    }

    @Test
    void loginThatItsUserEndsIsDeadAndTheOthersLive() {
        TestUser user = elsewhere.register();
        String lost = shown(elsewhere.tokenOf(user));
        String own = shown(elsewhere.tokenOf(user));

        assertThat(elsewhere
                        .delete("/users/me/sessions/" + read(lost).sessionId().orElseThrow(), own)
                        .status())
                .isEqualTo(204);

        judge.knowsDead(lost);
        judge.callsLive(own);
    }

    @Test
    void tokenOnTheListIsDeadThoughItsLoginIsNot() {
        String token = shown(elsewhere.token());
        AccessToken read = read(token);
        RevocationList list = elsewhere.bean(RevocationList.class);

        list.publish(List.of(list.record(read.id(), UUID.fromString(read.subject()), read.expiresAt())));

        judge.knowsDead(token);
    }

    @Test
    void refreshedTokenIsDeadAndTheNewOneLives() {
        Pair old = elsewhere.pairOf(elsewhere.register());
        shown(old.token());

        Pair next = Pair.of(elsewhere.refresh(old.refreshToken()));

        judge.knowsDead(old.token());
        judge.callsLive(shown(next.token()));
        judge.knowsDead(old.token());
    }

    @Test
    void tokenOfAnotherGenerationThanItsLoginIsDead() {
        String token = shown(elsewhere.token());
        AccessToken read = read(token);
        judge.callsLive(token);

        assertThat(judged(inGeneration(read, read.generation() + 1))).isInstanceOf(Liveness.Dead.class);
    }

    @Test
    void loginThatTheEndOfAllOfThemMissedIsDead() throws SQLException {
        TestUser user = elsewhere.register();
        String token = elsewhere.tokenOf(user);

        TestDatabase.execute("UPDATE users SET generation = generation + 1 WHERE id = '" + user.id() + "'");

        judge.findsDead(token);
    }

    @Test
    void tokenThatNobodyUsesDies() {
        String token = shown(elsewhere.token());

        advance(Duration.ofSeconds(25));
        judge.callsLive(token);
        copyIdleTimers();
        // a copy of the timer lags behind by a quarter of the timeout, and whoever stands in writes it a twentieth
        // ahead
        advance(IDLE_TIMEOUT.plus(IDLE_TIMEOUT.dividedBy(4)).plus(IDLE_TIMEOUT.dividedBy(20)));

        judge.findsDead(token);
    }

    @Test
    void tokenThatIsUsedLivesOnAndTellsHowLong() {
        String token = shown(elsewhere.token());
        copyIdleTimers();

        for (int i = 0; i < 3; i++) {
            advance(Duration.ofSeconds(25));
            long left = TIME_TO_LIVE.minusSeconds(25L * (i + 1)).toSeconds();
            assertThat(judge.callsLive(token).path("expires_in").asLong())
                    .isBetween(Math.min(29, left - 10), Math.min(30, left));
            copyIdleTimers();
        }
    }

    @Test
    void fixedTokenLivesUnusedAndIsNotRenewed() {
        String token = shown(givingFixed.token());

        advance(Duration.ofSeconds(80));

        for (int i = 0; i < 2; i++) {
            assertThat(judge.callsLive(token).path("expires_in").asLong()).isBetween(5L, 20L);
        }
    }

    @Test
    void tokenIsDeadAtItsExp() {
        String token = shown(givingFixed.token());
        AccessToken read = read(token);

        advance(TIME_TO_LIVE);

        judge.seesDead(token);
        // and whoever takes it for good still
        assertThat(judged(read)).isInstanceOf(Liveness.Dead.class);
    }

    @Test
    void singleUseTokenIsGoodForOneUse() {
        String token = givingSingleUse.token();

        assertThat(judge.show(token).text("authenticated")).isEqualTo("true");

        assertThat(judge.show(token).text("authenticated")).isEqualTo("false");
        assertThat(elsewhere.isLive(token)).isFalse();
    }

    @Test
    void singleUseTokenIsGoodForOneOfManyAtOnce() {
        String token = givingSingleUse.token();
        String callerToken = here.clientToken();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> answers = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> here.validateAs(callerToken, token), clients))
                    .limit(100)
                    .toList();

            assertThat(answers)
                    .extracting(answer -> answer.join().text("authenticated"))
                    .containsOnlyOnce("true");
            assertThat(answers)
                    .extracting(answer -> answer.join().status())
                    .allSatisfy(status -> assertThat(status).isIn(200, 503));
        }
    }

    @Test
    void singleUseTokenOfALoginThatIsOverIsGoodForNone() throws SQLException {
        String token = givingSingleUse.token();
        AccessToken read = read(token);
        TestDatabase.execute("UPDATE sessions SET ended_at = now() WHERE id = '"
                + read.sessionId().orElseThrow() + "'");

        assertThat(judge.show(token).text("authenticated")).isEqualTo("false");
    }

    @Test
    void answerTellsTheSameOfAToken() {
        TestUser user = elsewhere.register();
        Pair first = elsewhere.pairOf(user);
        String token = shown(Pair.of(elsewhere.refresh(
                        Pair.of(elsewhere.refresh(first.refreshToken())).refreshToken()))
                .token());
        AccessToken read = read(token);

        JsonNode answer = judge.callsLive(token);

        assertThat(answer.path("sub").asString()).isEqualTo(user.id());
        assertThat(answer.path("username").asString()).isEqualTo(user.username());
        assertThat(answer.path("roles").toString()).isEqualTo("[\"subscriber\"]");
        assertThat(answer.path("scope").asString()).isEqualTo("data:read data:write");
        assertThat(answer.path("client_id").asString()).isEqualTo("login");
        assertThat(answer.path("sid").asString())
                .isEqualTo(read.sessionId().orElseThrow().toString());
        assertThat(answer.path("exp").asLong()).isEqualTo(read.expiresAt().getEpochSecond());
        assertThat(answer.path("created_at").asLong()).isEqualTo(read.issuedAt().getEpochSecond());
        assertThat(answer.path("refresh_count").asInt()).isEqualTo(2);
        assertThat(answer.path("expires_in").asLong()).isBetween(25L, 30L);
    }

    @Test
    void answerTellsTheRolesOfTheMomentWhenTheLoginIsRead() throws SQLException {
        TestUser user = elsewhere.register();
        String token = elsewhere.tokenOf(user);
        TestDatabase.execute("INSERT INTO user_roles (user_id, role_name) VALUES ('" + user.id() + "', 'admin')");
        shown(token);

        JsonNode answer = judge.callsLive(token);

        assertThat(answer.path("roles").toString()).isEqualTo("[\"admin\",\"subscriber\"]");
        assertThat(answer.path("scope").asString())
                .isEqualTo("audit:read clients:read clients:register clients:write data:read data:write"
                        + " roles:read roles:write users:read users:write");
    }

    String shown(String token) {
        assertThat(judge.show(token).text("authenticated")).isEqualTo("true");
        return token;
    }

    AccessToken read(String token) {
        return here.bean(AccessTokenVerifier.class)
                .verify(token, "resource-service")
                .orElseThrow();
    }

    private Liveness judged(AccessToken token) {
        return judge.proved(() ->
                here.bean(LiveSessions.class).check(token).toCompletableFuture().join());
    }

    private static AccessToken inGeneration(AccessToken token, int generation) {
        return new AccessToken(
                token.id(),
                token.subject(),
                token.clientId(),
                token.audience(),
                token.scope(),
                token.roles(),
                token.sessionId(),
                generation,
                token.flavour(),
                token.confirmation(),
                token.issuedAt(),
                token.expiresAt());
    }

    private void advance(Duration duration) {
        Stream.of(here, elsewhere, givingFixed, givingSingleUse)
                .forEach(service -> service.bean(TestClock.class).advance(duration));
    }

    /** What happens once a second. */
    private void copyIdleTimers() {
        here.bean(IdleTimers.class).flush();
    }
}
