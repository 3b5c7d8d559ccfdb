package services.auth.session;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import com.nimbusds.jwt.SignedJWT;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import org.junit.jupiter.api.Test;
import services.auth.AuthServiceUnderTest;
import services.auth.TestDatabase;
import services.auth.redis.RedisLink;
import services.auth.redis.RedisScript;
import services.auth.redis.RedisServer;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

class LiveSessionsIT {

    private static final UUID TOKEN_ID = UUID.randomUUID();

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void warmValidationRunsNoSql() throws Exception {
        String token = service.token();
        String clientToken = service.clientToken();
        service.validateAs(clientToken, token);

        // a row that PostgreSQL would call dead shows that PostgreSQL is not asked
        TestDatabase.execute("UPDATE sessions SET ended_at = now() WHERE id = '" + sid(token) + "'");

        for (int i = 0; i < 100; i++) {
            assertThat(service.validateAs(clientToken, token).text("authenticated"))
                    .isEqualTo("true");
        }
    }

    @Test
    void everyKeyInRedisHasATimeToLive() {
        service.validate(service.token());
        String revoked = service.token();
        service.validate(revoked);
        service.logout(revoked);

        try (RedisClient client = RedisClient.create(
                        BackingServices.shared().redis().uri().toString());
                StatefulRedisConnection<String, String> redis = client.connect()) {
            List<String> keys = redis.sync().keys("*");
            assertThat(keys).anyMatch(key -> key.startsWith("session:")).anyMatch(key -> key.startsWith("revoked:"));
            assertThat(keys)
                    .allSatisfy(
                            key -> assertThat(redis.sync().pttl(key)).as(key).isNotEqualTo(-1));
        }
    }

    @Test
    void validationsThatRaceALogoutNeverReviveTheSession() {
        String clientToken = service.clientToken();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 30; round++) {
                String token = service.token();
                AtomicBoolean loggedOut = new AtomicBoolean();
                List<CompletableFuture<Boolean>> validations = IntStream.range(0, 8)
                        .mapToObj(ignored -> CompletableFuture.supplyAsync(
                                () -> {
                                    boolean before = loggedOut.get();
                                    boolean live = service.validateAs(clientToken, token)
                                            .text("authenticated")
                                            .equals("true");
                                    return before && live;
                                },
                                clients))
                        .toList();
                assertThat(service.logout(token).status()).isEqualTo(200);
                loggedOut.set(true);

                assertThat(validations).noneMatch(CompletableFuture::join);
                assertThat(service.validateAs(clientToken, token).text("authenticated"))
                        .isEqualTo("false");
            }
        }
    }

    @Test
    void logoutConfirmsWhatAnotherInstanceDiedOver() throws Exception {
        for (int round = 0; round < 20; round++) {
            String token = service.token();
            assertThat(service.isLive(token)).isTrue();
            String sid = sid(token);
            TestDatabase.execute("UPDATE sessions SET ended_at = now() WHERE id = '" + sid + "'");
            TestDatabase.execute("INSERT INTO revocations (id, subject, expires_at, created_at, updated_at)"
                    + " SELECT id, user_id, now() + interval '1 hour', now(), now() FROM sessions WHERE id = '" + sid
                    + "'");

            assertThat(service.logout(token).status()).isIn(200, 401);

            assertThat(service.isLive(token)).isFalse();
        }
    }

    @Test
    void answerOfPostgresqlIsNotWrittenOverALogoutThatCameBetween() {
        SessionStore store = service.bean(SessionStore.class);
        LiveSession session = session();
        String lease = unknown(store, session);
        revoke(session);

        store.fill(session, question(session), lease, session.expiresAt())
                .toCompletableFuture()
                .join();

        assertThat(check(store, session)).isInstanceOf(SessionStore.Answer.Revoked.class);
    }

    @Test
    void answerOfPostgresqlIsNotWrittenAfterALossOfRedisData() {
        SessionStore store = service.bean(SessionStore.class);
        LiveSession session = session();
        String lease = unknown(store, session);
        revoke(session);
        BackingServices.shared().redis().wipe();

        store.fill(session, question(session), lease, session.expiresAt())
                .toCompletableFuture()
                .join();

        assertThat(check(store, session)).isInstanceOf(SessionStore.Answer.Unknown.class);
    }

    @Test
    void sessionWrittenUnderAnotherLifeOfRedisSaysNothing() {
        SessionStore store = service.bean(SessionStore.class);
        LiveSession session = session();
        String lease = unknown(store, session);
        store.fill(session, question(session), lease, session.expiresAt())
                .toCompletableFuture()
                .join();
        assertThat(check(store, session)).isInstanceOf(SessionStore.Answer.Live.class);

        service.bean(RedisLink.class)
                .run(new Age(session))
                .toCompletableFuture()
                .join();

        assertThat(check(store, session)).isInstanceOf(SessionStore.Answer.Unknown.class);
    }

    /** Makes a session look as if it had been written before a restart. */
    private record Age(LiveSession session) implements RedisLink.Call {

        @Override
        public RedisScript script() {
            String source = "redis.call('HSET', KEYS[1], 'run_id', 'of-another-life') return {'ok'}";
            return new RedisScript(
                    source,
                    io.lettuce.core.codec.Base16.digest(source.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }

        @Override
        public List<String> keys() {
            return List.of(services.auth.token.RevocationStore.sessionKey(session.userId(), session.id()));
        }

        @Override
        public List<String> arguments(RedisServer server) {
            return List.of();
        }
    }

    /** Redis does not know it. */
    private static String unknown(SessionStore store, LiveSession session) {
        return ((SessionStore.Answer.Unknown) check(store, session)).lease();
    }

    private static SessionStore.Answer check(SessionStore store, LiveSession session) {
        return store.check(question(session)).toCompletableFuture().join();
    }

    private static SessionStore.Question question(LiveSession session) {
        return new SessionStore.Question(session.id(), session.userId(), TOKEN_ID.toString(), 0, Instant.now());
    }

    private void revoke(LiveSession session) {
        services.auth.token.RevocationList list = service.bean(services.auth.token.RevocationList.class);
        list.publish(List.of(list.record(session.id(), session.userId(), session.expiresAt())));
    }

    private static LiveSession session() {
        Instant now = Instant.now();
        return new LiveSession(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "alice",
                List.of("subscriber"),
                services.auth.token.Scope.parse("data:read"),
                "login",
                Duration.ofMinutes(30),
                now.plusSeconds(1800),
                now.plusSeconds(7200),
                now,
                0);
    }

    private static String sid(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("sid");
    }
}
