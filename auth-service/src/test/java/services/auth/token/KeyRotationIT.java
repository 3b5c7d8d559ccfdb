package services.auth.token;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.auth.TestClock;
import services.auth.cleanup.CleanUp;
import services.backing.BackingServices;
import services.backing.Database;

import static org.assertj.core.api.Assertions.assertThat;

class KeyRotationIT {

    private static final Duration INTERVAL = Duration.ofDays(30);
    private static final Duration PUBLISH_AHEAD = Duration.ofDays(1);
    private static final Duration TOKEN_LIFE = Duration.ofHours(2);

    // fixed, so that nothing but its key and its exp ends a token; the tests say when the keys are read again
    private static final Map<String, Object> SETTINGS =
            Map.of("auth-service.access-token.flavour", "fixed", "auth-service.signing-key.reload-interval", "1m");

    @Test
    void keyIsPublishedAheadSignsFromItsTimeOnAndGoesWhenItsLastTokenIsDead() throws Exception {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing, SETTINGS)) {
            SigningKeys keys = service.bean(SigningKeys.class);
            AuthServiceUnderTest.TestUser user = service.register();
            StoredSigningKey first =
                    service.bean(SigningKeyRepository.class).findAll().getFirst();

            advanceTo(
                    service,
                    first.activeFrom().plus(INTERVAL).minus(PUBLISH_AHEAD).minusSeconds(60));
            keys.reload();
            assertThat(published(service)).containsExactly(first.keyId());

            advanceTo(service, first.activeFrom().plus(INTERVAL).minus(PUBLISH_AHEAD));
            keys.reload();
            assertThat(published(service)).hasSize(2).first().isEqualTo(first.keyId());
            String second = published(service).getLast();
            assertThat(keyIdOf(service.tokenOf(user))).isEqualTo(first.keyId());

            Instant change = activeFrom(service, second);
            assertThat(change)
                    .isBetween(
                            first.activeFrom().plus(INTERVAL),
                            first.activeFrom().plus(INTERVAL).plusSeconds(60));
            advanceTo(service, change.minusSeconds(60));
            String lastOfTheFirst = service.tokenOf(user);
            assertThat(keyIdOf(lastOfTheFirst)).isEqualTo(first.keyId());

            advanceTo(service, change);
            assertThat(keyIdOf(service.tokenOf(user))).isEqualTo(second);
            assertThat(service.isLive(lastOfTheFirst)).isTrue();

            advanceTo(service, change.minusSeconds(70).plus(TOKEN_LIFE));
            keys.reload();
            service.bean(CleanUp.class).run();
            assertThat(service.isLive(lastOfTheFirst)).isTrue();
            assertThat(published(service)).containsExactly(first.keyId(), second);

            advanceTo(service, change.plus(TOKEN_LIFE).plusSeconds(60));
            assertThat(keys.accepts(first.keyId())).isFalse();
            keys.reload();
            assertThat(published(service)).containsExactly(second);
            assertThat(count(backing, "signing_keys")).isEqualTo(2);
            service.bean(CleanUp.class).run();
            assertThat(count(backing, "signing_keys")).isEqualTo(1);
            keys.reload();
            assertThat(service.isLive(service.tokenOf(user))).isTrue();
        }
    }

    @Test
    void keyOfAServiceThatWasDownAtItsTimeIsPublishedAheadAllTheSame() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing, SETTINGS)) {
            service.bean(TestClock.class).advance(INTERVAL.multipliedBy(3));
            Instant now = service.bean(TestClock.class).instant();

            service.bean(SigningKeys.class).reload();

            assertThat(service.bean(SigningKeyRepository.class).findAll())
                    .hasSize(2)
                    .last()
                    .satisfies(next -> assertThat(next.activeFrom())
                            .isBetween(
                                    now.plus(PUBLISH_AHEAD).minusSeconds(1),
                                    now.plus(PUBLISH_AHEAD).plusSeconds(60)));
        }
    }

    @Test
    void manyAtOnceOnTwoInstancesMakeOneKeyAndChangeToItAtTheSameMoment() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest one = AuthServiceUnderTest.on(backing, SETTINGS);
                AuthServiceUnderTest two = AuthServiceUnderTest.on(backing, SETTINGS)) {
            SigningKeyRepository repository = one.bean(SigningKeyRepository.class);
            KeyRing known = new KeyRing(repository.findAllOrderByActiveFromAndId());
            for (AuthServiceUnderTest service : List.of(one, two)) {
                advanceTo(
                        service,
                        known.last().orElseThrow().activeFrom().plus(INTERVAL).minusSeconds(3600));
            }

            atOnce(
                    12,
                    number -> (number % 2 == 0 ? one : two)
                            .bean(KeyRotation.class)
                            .rotateIfDue(known));

            assertThat(repository.count()).isEqualTo(2);
            List<SigningKeys> both = List.of(one.bean(SigningKeys.class), two.bean(SigningKeys.class));
            both.forEach(SigningKeys::reload);
            assertThat(repository.count()).isEqualTo(2);
            String before = known.last().orElseThrow().keyId();
            assertThat(both).extracting(keys -> keys.current().id()).containsOnly(before);
            StoredSigningKey next = repository.findAllOrderByActiveFromAndId().getLast();
            for (AuthServiceUnderTest service : List.of(one, two)) {
                advanceTo(service, next.activeFrom());
            }
            assertThat(both).extracting(keys -> keys.current().id()).containsOnly(next.keyId());
        }
    }

    @Test
    void emergencyCallsThatComeTogetherAgreeOnOneKey() {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest one = AuthServiceUnderTest.on(backing, SETTINGS);
                AuthServiceUnderTest two = AuthServiceUnderTest.on(backing, SETTINGS)) {
            SigningKeyRepository repository = one.bean(SigningKeyRepository.class);

            List<KeyRotation.Successor> successors = atOnce(
                    12,
                    number -> (number % 2 == 0 ? one : two)
                            .bean(KeyRotation.class)
                            .rotateNow(false));
            assertThat(successors).containsOnly(successors.getFirst());
            assertThat(repository.count()).isEqualTo(2);

            // the key that is about to take over may be known to the thief as well
            List<KeyRotation.Successor> others = atOnce(
                    12,
                    number -> (number % 2 == 0 ? one : two)
                            .bean(KeyRotation.class)
                            .rotateNow(true));
            assertThat(others).containsOnly(others.getFirst()).doesNotContain(successors.getFirst());
            assertThat(repository.findAll())
                    .hasSize(3)
                    .filteredOn(key -> key.revokedFrom() == null)
                    .extracting(StoredSigningKey::keyId)
                    .containsExactly(others.getFirst().keyId());
        }
    }

    @Test
    void revokedKeyIsDeadOnEveryInstanceAtTheSameMomentAlsoWhereItsTokensAreRemembered() throws Exception {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest one = AuthServiceUnderTest.on(backing, SETTINGS);
                AuthServiceUnderTest two = AuthServiceUnderTest.on(backing, SETTINGS)) {
            AuthServiceUnderTest.TestUser user = one.register();
            AuthServiceUnderTest.Pair old = one.pairOf(user);
            KeyRotation.Successor successor = one.bean(KeyRotation.class).rotateNow(true);
            List<AuthServiceUnderTest> both = List.of(one, two);
            both.forEach(service -> service.bean(SigningKeys.class).reload());

            both.forEach(service -> advanceTo(service, successor.activeFrom().minusSeconds(30)));
            assertThat(both).allMatch(service -> service.isLive(old.token()));
            both.forEach(service -> advanceTo(service, successor.activeFrom()));
            assertThat(both).noneMatch(service -> service.isLive(old.token()));
            assertThat(one.me(old.token()).status()).isEqualTo(401);

            String fresh = AuthServiceUnderTest.Pair.of(two.refresh(old.refreshToken()))
                    .token();
            assertThat(keyIdOf(fresh)).isEqualTo(successor.keyId());
            assertThat(both).allMatch(service -> service.isLive(fresh));
            both.forEach(service -> service.bean(SigningKeys.class).reload());
            assertThat(published(two)).containsExactly(successor.keyId());
            one.bean(CleanUp.class).run();
            assertThat(count(backing, "signing_keys")).isEqualTo(1);
            assertThat(count(backing, "audit_events WHERE type = 'signing_keys_revoked'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void unknownKeyCostsNoSqlAndIsADoubtOnlyWhenTheKeysWereNotReadForAWhile() throws Exception {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing, SETTINGS)) {
            String token = service.token();
            execute(backing, "ALTER TABLE signing_keys RENAME TO elsewhere");

            for (int i = 0; i < 20; i++) {
                assertThat(service.isLive(underAForeignKey(token))).isFalse();
            }
            service.bean(TestClock.class).advance(Duration.ofSeconds(125));
            Answer doubt = service.validate(underAForeignKey(token));

            assertThat(doubt.status()).isEqualTo(503);
            assertThat(doubt.header("Retry-After")).isNotEmpty();
            assertThat(service.me(underAForeignKey(token)).status()).isEqualTo(503);
            assertThat(service.isLive(token)).isTrue();
            assertThat(service.isLive(service.token())).isTrue();
            execute(backing, "ALTER TABLE elsewhere RENAME TO signing_keys");
            service.bean(SigningKeys.class).reload();
            assertThat(service.isLive(underAForeignKey(token))).isFalse();
        }
    }

    @Test
    void keyFromTheVersionBeforeSignsAndIsAccepted() throws Exception {
        try (BackingServices backing = BackingServices.dedicated();
                AuthServiceUnderTest service = AuthServiceUnderTest.on(backing, SETTINGS)) {
            String token = service.token();
            execute(backing, """
                    CREATE TABLE before AS SELECT * FROM signing_keys;
                    DELETE FROM signing_keys;
                    INSERT INTO signing_keys (id, public_jwk, encrypted_private_jwk, created_at, updated_at)
                    SELECT id, public_jwk, encrypted_private_jwk, created_at, updated_at FROM before""");

            service.bean(SigningKeys.class).reload();

            assertThat(published(service)).containsExactly(keyIdOf(token));
            assertThat(service.isLive(token)).isTrue();
            assertThat(keyIdOf(service.token())).isEqualTo(keyIdOf(token));
        }
    }

    private static <T> List<T> atOnce(int times, IntFunction<T> call) {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<T>> calls = IntStream.range(0, times)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> call.apply(number), callers))
                    .toList();
            return calls.stream().map(CompletableFuture::join).toList();
        }
    }

    private static void advanceTo(AuthServiceUnderTest service, Instant time) {
        TestClock clock = service.bean(TestClock.class);
        clock.advance(Duration.between(clock.instant(), time));
    }

    private static Instant activeFrom(AuthServiceUnderTest service, String keyId) {
        return service.bean(SigningKeyRepository.class)
                .findById(UUID.fromString(keyId))
                .orElseThrow()
                .activeFrom();
    }

    /** Those of other algorithms come and go with them. */
    private static List<String> published(AuthServiceUnderTest service) throws ParseException {
        Answer answer = service.send(service.request(service.publicUri("/.well-known/jwks.json")));
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
        List<JWK> keys = JWKSet.parse(answer.body()).getKeys();
        List<String> ofRs256 = keys.stream()
                .filter(key -> key.getAlgorithm().equals(JWSAlgorithm.RS256))
                .map(JWK::getKeyID)
                .toList();
        assertThat(keys).hasSize(KeyAlgorithms.ALL.size() * ofRs256.size());
        return ofRs256;
    }

    private static String keyIdOf(String token) throws ParseException {
        String ofItsAlgorithm = SignedJWT.parse(token).getHeader().getKeyID();
        assertThat(ofItsAlgorithm).endsWith(".ES256");
        return ofItsAlgorithm.substring(0, ofItsAlgorithm.indexOf('.'));
    }

    private static String underAForeignKey(String token) throws ParseException, JOSEException {
        RSAKey foreign =
                new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(AccessTokenIssuer.TYPE)
                        .keyID(foreign.getKeyID())
                        .build(),
                SignedJWT.parse(token).getJWTClaimsSet());
        forged.sign(new RSASSASigner(foreign));
        return forged.serialize();
    }

    private static int count(BackingServices backing, String rows) throws SQLException {
        try (Connection connection = connect(backing);
                ResultSet row = connection.createStatement().executeQuery("SELECT count(*) FROM " + rows)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void execute(BackingServices backing, String sql) throws SQLException {
        try (Connection connection = connect(backing)) {
            connection.createStatement().execute(sql);
        }
    }

    private static Connection connect(BackingServices backing) throws SQLException {
        Database database = backing.postgres().database("auth");
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }
}
