package services.auth.apikey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.ApiKey;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestDatabase;
import services.backing.BackingServices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class LiveApiKeysIT {

    private static final Path CONTRACT = Path.of("../docs/contract/validate-token-live-api-key.json");

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();
    private final TestUser user = service.register();

    @Test
    void liveAnswerHasExactlyTheMembersOfTheContract() throws IOException {
        ApiKey key = service.apiKeyOf(user);
        JsonNode contract = new JsonMapper().readTree(Files.readString(CONTRACT));

        for (String when : List.of("from PostgreSQL", "from Redis")) {
            JsonNode answer = service.validate(key.value()).json();
            assertThat(answer.propertyNames()).as(when).containsExactlyElementsOf(contract.propertyNames());
            contract.propertyStream()
                    .forEach(member -> assertThat(answer.get(member.getKey()).getNodeType())
                            .as(member.getKey())
                            .isEqualTo(member.getValue().getNodeType()));
            assertThat(answer.path("sub").asString()).isEqualTo(user.id());
            assertThat(answer.path("username").asString()).isEqualTo(user.username());
            assertThat(answer.path("roles").toString()).isEqualTo("[\"subscriber\"]");
            assertThat(answer.path("scope").asString()).isEqualTo("data:read data:write");
            assertThat(answer.path("sid").asString()).isEqualTo(key.id());
            assertThat(answer.path("created_at").asLong())
                    .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.data.Offset.offset(60L));
            for (String member : List.of("authenticated", "client_id", "exp", "refresh_count")) {
                assertThat(answer.get(member)).as(member).isEqualTo(contract.get(member));
            }
        }
    }

    @Test
    void warmValidationRunsNoSql() throws SQLException {
        ApiKey key = service.apiKeyOf(user);
        String clientToken = service.clientToken();
        assertThat(service.isLive(key.value())).isTrue();

        // a row that PostgreSQL would not find shows that PostgreSQL is not asked
        TestDatabase.execute("DELETE FROM api_keys WHERE id = '" + key.id() + "'");

        for (int i = 0; i < 100; i++) {
            assertThat(service.validateAs(clientToken, key.value()).text("authenticated"))
                    .isEqualTo("true");
        }
    }

    @Test
    void everyKeyInRedisHasATimeToLiveOfAnHourAtMost() {
        ApiKey live = service.apiKeyOf(user);
        ApiKey deleted = service.apiKeyOf(user);
        service.isLive(live.value());
        service.isLive(deleted.value());
        service.deleteApiKey(service.tokenOf(user), deleted.id());

        try (RedisClient client = RedisClient.create(
                        BackingServices.shared().redis().uri().toString());
                StatefulRedisConnection<String, String> redis = client.connect()) {
            List<String> keys = redis.sync().keys("*{" + live.id() + "}*");
            keys.addAll(redis.sync().keys("*{" + deleted.id() + "}*"));
            assertThat(keys)
                    .anyMatch(key -> key.startsWith("session:"))
                    .anyMatch(key -> key.startsWith("revoked:"))
                    .allSatisfy(
                            key -> assertThat(redis.sync().pttl(key)).as(key).isBetween(1L, 3_661_000L));
        }
    }

    @Test
    void keyRestsNowhereButAsAHash() throws SQLException {
        ApiKey key = service.apiKeyOf(user);
        service.isLive(key.value());
        String secret = key.value().substring(26, 69);

        assertThat(TestDatabase.queried("SELECT row_to_json(k)::text FROM api_keys k WHERE id = '" + key.id() + "'"))
                .contains(key.id())
                .doesNotContain(secret);
        try (RedisClient client = RedisClient.create(
                        BackingServices.shared().redis().uri().toString());
                StatefulRedisConnection<String, String> redis = client.connect()) {
            assertThat(redis.sync()
                            .hgetall("session:{" + key.id() + "}:" + key.id())
                            .toString())
                    .contains(user.id())
                    .doesNotContain(secret);
        }
    }

    @Test
    void deletedKeyIsDeadAndItsReplayToo() {
        ApiKey key = service.apiKeyOf(user);
        ApiKey other = service.apiKeyOf(user);
        assertThat(service.isLive(key.value())).isTrue();

        assertThat(service.deleteApiKey(service.tokenOf(user), key.id()).status())
                .isEqualTo(204);

        for (int i = 0; i < 3; i++) {
            assertThat(service.validate(key.value()).body()).isEqualTo("{\"authenticated\":false}");
            assertThat(service.getWithApiKey("/users/me", key.value()).status()).isEqualTo(401);
        }
        assertThat(service.deleteApiKey(service.tokenOf(user), key.id()).status())
                .isEqualTo(404);
        assertThat(service.isLive(other.value())).isTrue();
    }

    @Test
    void validationsThatRaceADeletionNeverReviveTheKey() {
        String clientToken = service.clientToken();
        String token = service.tokenOf(user);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                ApiKey key = service.apiKeyOf(user);
                AtomicBoolean deleted = new AtomicBoolean();
                List<CompletableFuture<Boolean>> validations = IntStream.range(0, 8)
                        .mapToObj(ignored -> CompletableFuture.supplyAsync(
                                () -> {
                                    boolean before = deleted.get();
                                    boolean live = service.validateAs(clientToken, key.value())
                                            .text("authenticated")
                                            .equals("true");
                                    return before && live;
                                },
                                clients))
                        .toList();
                assertThat(service.deleteApiKey(token, key.id()).status()).isEqualTo(204);
                deleted.set(true);

                assertThat(validations).noneMatch(CompletableFuture::join);
                assertThat(service.validateAs(clientToken, key.value()).text("authenticated"))
                        .isEqualTo("false");
            }
        }
    }

    @Test
    void hundredAtOnceAreAllTold() {
        ApiKey key = service.apiKeyOf(user);
        String clientToken = service.clientToken();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 100)
                    .mapToObj(ignored ->
                            CompletableFuture.supplyAsync(() -> service.validateAs(clientToken, key.value()), clients))
                    .toList();

            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.join().text("authenticated")).isEqualTo("true"));
        }
    }

    @Test
    void rightIdWithAnotherSecretIsDeadAndHarmsNobody() {
        ApiKey key = service.apiKeyOf(user);
        String forged =
                ApiKeyValue.of(UUID.fromString(key.id()), "A".repeat(43)).value();

        assertThat(service.isLive(forged)).as("before Redis knows the key").isFalse();
        assertThat(service.isLive(key.value())).isTrue();
        assertThat(service.isLive(forged)).as("when Redis knows the key").isFalse();
        assertThat(service.isLive(key.value())).isTrue();
    }

    @Test
    void idOfAnotherKeyWithTheOwnSecretIsDead() {
        ApiKey victim = service.apiKeyOf(service.register());
        ApiKey own = service.apiKeyOf(user);
        String secret = own.value().substring(26, 69);
        String forged = ApiKeyValue.of(UUID.fromString(victim.id()), secret).value();
        service.isLive(victim.value());

        assertThat(service.isLive(forged)).isFalse();
    }

    @Test
    void sameIdWrittenDifferentlyIsAnotherKey() {
        ApiKey key = service.apiKeyOf(user);
        service.isLive(key.value());
        // the last character of the id has four bits that mean nothing
        char last = key.value().charAt(25);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char twin = alphabet.charAt(alphabet.indexOf(last) + 1);
        String text = key.value().substring(0, 25) + twin + key.value().substring(26, 69);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        String forged = text + "%08x".formatted(crc.getValue());

        assertThat(ApiKeyValue.parse(forged).orElseThrow().id()).hasToString(key.id());
        assertThat(service.isLive(forged)).isFalse();
    }

    @Test
    void brokenKeysAreRefusedWithoutALookUp() {
        ApiKey key = service.apiKeyOf(user);
        service.isLive(key.value());
        String value = key.value();

        for (String broken : List.of(
                "ask_",
                value.substring(0, value.length() - 1),
                value.substring(0, value.length() - 8) + "00000000",
                value.toUpperCase(java.util.Locale.ROOT),
                value + "0",
                "ask_"
                        + Base64.getUrlEncoder()
                                .encodeToString(ByteBuffer.allocate(54).array()),
                "ask_" + "A".repeat(8000))) {
            assertThat(service.validate(broken).body()).as(broken).isEqualTo("{\"authenticated\":false}");
        }
    }

    @Test
    void changedRolesShowOnceTheKeyIsReadAgain() throws SQLException {
        ApiKey key = service.apiKeyOf(user);
        TestDatabase.execute("INSERT INTO user_roles (user_id, role_name) VALUES ('" + user.id() + "', 'admin')");

        JsonNode more = service.validate(key.value()).json();

        assertThat(more.path("roles").toString()).isEqualTo("[\"admin\",\"subscriber\"]");
        assertThat(more.path("scope").asString()).as("a key does not grow").isEqualTo("data:read data:write");

        ApiKey unread = service.apiKeyOf(user);
        TestDatabase.execute("DELETE FROM user_roles WHERE user_id = '" + user.id() + "'");
        JsonNode less = service.validate(unread.value()).json();

        assertThat(less.path("authenticated").asBoolean()).isTrue();
        assertThat(less.path("scope").asString()).isEmpty();
    }

    @Test
    void lastUseIsShownAndNotWrittenOnEachRequest() throws SQLException {
        ApiKey key = service.apiKeyOf(user);
        service.bean(ApiKeyUse.class).flush();
        String version = "SELECT xmin::text FROM api_keys WHERE id = '" + key.id() + "'";
        String before = TestDatabase.queried(version);
        Instant start = Instant.now();

        service.isLive(key.value());
        service.getWithApiKey("/users/me", key.value());
        service.bean(ApiKeyUse.class).flush();
        String after = TestDatabase.queried(version);

        assertThat(after).isNotEqualTo(before);
        assertThat(Instant.parse(service.get("/users/me/api-keys", service.tokenOf(user))
                        .json()
                        .path("items")
                        .get(0)
                        .path("last_used_at")
                        .asString()))
                .isBetween(start.minusSeconds(1), Instant.now());
        service.bean(ApiKeyUse.class).flush();
        assertThat(TestDatabase.queried(version)).isEqualTo(after);
    }
}
