package services.auth.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.TestClock;
import services.backing.BackingServices;
import services.backing.Database;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody who can write the database, but has not the key, changes the audit log. */
class AuditChainIT {

    private final BackingServices backing = BackingServices.dedicated();
    private final AuthServiceUnderTest service = AuthServiceUnderTest.on(backing);
    private final AuditChain chain = service.bean(AuditChain.class);

    @BeforeEach
    void makeEvents() {
        TestUser user = service.register();
        IntStream.range(0, 10).forEach(i -> service.logout(service.tokenOf(user)));
        sealAll();
    }

    @AfterEach
    void stop() {
        service.close();
        backing.close();
    }

    @Test
    void untouchedLogIsIntact() {
        AuditChain.Verdict verdict = verify();

        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.events()).isGreaterThanOrEqualTo(10);
        assertThat(verdict.end()).startsWith(verdict.events() + ":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_events SET type = CASE type WHEN 'login' THEN 'logout' ELSE 'login' END WHERE position = 5",
                "UPDATE audit_events SET outcome = 'failure' WHERE position = 5",
                "UPDATE audit_events SET user_id = gen_random_uuid() WHERE position = 5",
                "UPDATE audit_events SET actor_id = NULL WHERE position = 5",
                "UPDATE audit_events SET address = '10.0.0.1' WHERE position = 5",
                "UPDATE audit_events SET details = '{}' WHERE position = 5",
                "UPDATE audit_events SET created_at = created_at - interval '1 second' WHERE position = 5",
                "UPDATE audit_events SET seal = 'x' WHERE position = 5",
                "DELETE FROM audit_events WHERE position = 5",
                "DELETE FROM audit_events WHERE position = 1",
                "DELETE FROM audit_events WHERE position = (SELECT max(position) FROM audit_events)",
                "UPDATE audit_events SET position = 11 - position WHERE position IN (5, 6)",
                "UPDATE audit_events SET position = 4 WHERE position = 5",
                "INSERT INTO audit_events (id, type, position, seal, created_at, updated_at)"
                        + " VALUES (gen_random_uuid(), 'login', 5, 'x', now(), now())"
            })
    void whateverIsDoneToItShows(String sql) throws SQLException {
        execute(sql);

        assertThat(verify().problems()).isNotEmpty();
    }

    @Test
    void cutOffEndShowsBesideWhatTheLogTold() throws SQLException {
        String told = verify().end();
        execute("""
                UPDATE audit_chain SET last_position = 5, last_seal = (SELECT seal FROM audit_events WHERE position = 5);
                DELETE FROM audit_events WHERE position > 5""");

        assertThat(verify().problems()).isEmpty();
        assertThat(chain.verify(Optional.of(told), ignored -> {}).problems())
                .singleElement()
                .asString()
                .contains(told);
    }

    @Test
    void twoInstancesSealOneChain() {
        try (AuthServiceUnderTest other = AuthServiceUnderTest.on(backing)) {
            TestUser user = service.register();
            CompletableFuture.allOf(IntStream.range(0, 40)
                            .mapToObj(i -> CompletableFuture.runAsync(() -> {
                                AuthServiceUnderTest one = i % 2 == 0 ? service : other;
                                one.logout(one.tokenOf(user));
                                one.bean(AuditChain.class).sealSome();
                            }))
                            .toArray(CompletableFuture[]::new))
                    .join();
            sealAll();

            AuditChain.Verdict verdict = verify();

            assertThat(verdict.problems()).isEmpty();
            assertThat(verdict.events()).isGreaterThanOrEqualTo(50);
        }
    }

    @Test
    void monthsHavePartitionsOfTheirOwnAndAreDeletedWhenTheyWereKeptLongEnough() throws SQLException {
        AuditPartitions partitions = service.bean(AuditPartitions.class);
        long before = count("audit_events");
        service.bean(TestClock.class).advance(Duration.ofDays(62));
        partitions.tend();
        service.logout(service.token());
        sealAll();
        assertThat(count("audit_events_other")).isZero();
        assertThat(count("audit_events")).isGreaterThan(before);
        assertThat(verify().problems()).isEmpty();

        service.bean(TestClock.class).advance(Duration.ofDays(375));
        partitions.tend();

        assertThat(count("audit_events")).isPositive().isLessThan(before);
        assertThat(verify().problems()).isEmpty();
        execute("DELETE FROM audit_events WHERE position = (SELECT min(position) FROM audit_events)");
        assertThat(verify().problems()).isNotEmpty();
    }

    @Test
    void nothingSecretIsInIt() throws SQLException {
        TestUser user = service.register();
        AuthServiceUnderTest.Pair pair = service.pairOf(user);
        service.login(user.username(), "a wrong password that nobody may see");
        AuthServiceUnderTest.ApiKey key = service.apiKeyOf(user);
        service.refresh(pair.refreshToken());

        String all = queried("SELECT string_agg(e::text, ' ') FROM audit_events e");

        assertThat(all)
                .doesNotContain(
                        AuthServiceUnderTest.PASSWORD,
                        "a wrong password",
                        pair.token(),
                        pair.refreshToken(),
                        key.value(),
                        user.email(),
                        AuthServiceUnderTest.CLIENT_SECRET);
    }

    private AuditChain.Verdict verify() {
        return chain.verify(Optional.empty(), ignored -> {});
    }

    private void sealAll() {
        while (chain.sealSome() > 0) {
            // until nothing is left
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute(sql);
        }
    }

    private long count(String table) throws SQLException {
        return Long.parseLong(queried("SELECT count(*) FROM " + table));
    }

    private String queried(String sql) throws SQLException {
        try (Connection connection = connect();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        Database database = backing.postgres().database("auth");
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }
}
