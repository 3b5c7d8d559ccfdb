package services.auth.apikey;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.ApiKey;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.Judge;
import services.auth.TestClock;
import services.auth.TestDatabase;
import services.auth.Witness;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What makes an API key live and what makes it dead, on whoever's word. One instance is asked; what happens to the keys happens
 * on another one, unless a test says "here".
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiKeyLivenessContract {

    private final Witness witness;
    private final Judge judge;
    private final AuthServiceUnderTest elsewhere;

    ApiKeyLivenessContract(Witness witness) {
        this.witness = witness;
        judge = Judge.on(witness, Map.of());
        elsewhere = AuthServiceUnderTest.on(BackingServices.shared());
    }

    @AfterAll
    void stop() {
        judge.close();
        elsewhere.close();
    }

    @Test
    void keyIsLiveAgainAndAgain() {
        ApiKey key = shown(elsewhere.apiKeyOf(elsewhere.register()));

        for (int i = 0; i < 3; i++) {
            judge.callsLive(key.value());
        }
    }

    @Test
    void keyThatIsDeletedHereIsDead() {
        TestUser user = elsewhere.register();
        ApiKey key = shown(elsewhere.apiKeyOf(user));
        String token = elsewhere.tokenOf(user);

        assertThat(judge.service().deleteApiKey(token, key.id()).status()).isEqualTo(witness.confirmed(204));

        judge.knowsDead(key.value());
    }

    @Test
    void keyThatIsDeletedOnAnotherInstanceIsDeadAndTheOthersLive() {
        TestUser user = elsewhere.register();
        ApiKey lost = shown(elsewhere.apiKeyOf(user));
        ApiKey kept = shown(elsewhere.apiKeyOf(user));

        assertThat(elsewhere.deleteApiKey(elsewhere.tokenOf(user), lost.id()).status())
                .isEqualTo(204);

        judge.knowsDead(lost.value());
        judge.callsLive(kept.value());
    }

    @Test
    void keysOfADeletedUserAreDead() {
        TestUser user = elsewhere.register();
        ApiKey one = shown(elsewhere.apiKeyOf(user));
        ApiKey two = shown(elsewhere.apiKeyOf(user));

        assertThat(elsewhere.delete("/users/me", elsewhere.tokenOf(user)).status())
                .isEqualTo(204);

        judge.knowsDead(one.value());
        judge.knowsDead(two.value());
    }

    @Test
    void logoutEverywhereLeavesKeysAlive() {
        TestUser user = elsewhere.register();
        ApiKey key = shown(elsewhere.apiKeyOf(user));

        assertThat(elsewhere.logoutEverywhere(elsewhere.tokenOf(user)).status()).isEqualTo(200);

        judge.callsLive(key.value());
    }

    @Test
    void keyTellsWhenItExpiresAndIsDeadThen() {
        Instant end = elsewhere.bean(TestClock.class).instant().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        String key = shown(elsewhere
                .createApiKey(elsewhere.token(), Map.of("name", "x", "expires_at", end.toString()))
                .text("key"));

        JsonNode answer = judge.callsLive(key);
        assertThat(answer.path("exp").asLong()).isEqualTo(end.getEpochSecond());
        assertThat(answer.path("expires_in").asLong()).isBetween(570L, 600L);

        advance(Duration.ofMinutes(10));

        judge.knowsDead(key);
    }

    @Test
    void keyWithAnotherSecretIsDeadAndHarmsNobody() {
        ApiKey key = shown(elsewhere.apiKeyOf(elsewhere.register()));

        judge.findsDead(
                ApiKeyValue.of(UUID.fromString(key.id()), "A".repeat(43)).value());

        judge.callsLive(key.value());
    }

    @Test
    void keyThatNobodyMadeIsDead() {
        judge.findsDead(ApiKeyValue.of(UUID.randomUUID(), "A".repeat(43)).value());
    }

    @Test
    void whatHasNotTheFormOfAKeyIsDead() {
        ApiKey key = shown(elsewhere.apiKeyOf(elsewhere.register()));

        judge.seesDead(key.value() + "0");
    }

    @Test
    void answerTellsTheSameOfAKey() throws SQLException {
        TestUser user = elsewhere.register();
        ApiKey key = shown(elsewhere.apiKeyOf(user));

        JsonNode answer = judge.callsLive(key.value());

        assertThat(answer.path("sub").asString()).isEqualTo(user.id());
        assertThat(answer.path("username").asString()).isEqualTo(user.username());
        assertThat(answer.path("roles").toString()).isEqualTo("[\"subscriber\"]");
        assertThat(answer.path("scope").asString()).isEqualTo("data:read data:write");
        assertThat(answer.path("client_id").asString()).isEqualTo("api-key");
        assertThat(answer.path("sid").asString()).isEqualTo(key.id());
        assertThat(answer.path("refresh_count").asInt()).isZero();
        assertThat(answer.path("created_at").toString())
                .isEqualTo(TestDatabase.queried("SELECT floor(extract(epoch FROM created_at))::bigint FROM api_keys"
                        + " WHERE id = '" + key.id() + "'"));
    }

    @Test
    void keyOfAUserWithoutRolesMayNothing() throws SQLException {
        TestUser user = elsewhere.register();
        ApiKey key = elsewhere.apiKeyOf(user);
        TestDatabase.execute("DELETE FROM user_roles WHERE user_id = '" + user.id() + "'");
        shown(key);

        JsonNode answer = judge.callsLive(key.value());

        assertThat(answer.path("roles").toString()).isEqualTo("[]");
        assertThat(answer.path("scope").asString()).isEmpty();
    }

    private ApiKey shown(ApiKey key) {
        shown(key.value());
        return key;
    }

    private String shown(String key) {
        assertThat(judge.show(key).text("authenticated")).isEqualTo("true");
        return key;
    }

    private void advance(Duration duration) {
        Stream.of(judge.service(), elsewhere)
                .forEach(service -> service.bean(TestClock.class).advance(duration));
    }
}
