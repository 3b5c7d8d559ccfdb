package services.local.system;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.backing.Postgres;
import services.backing.Redis;
import services.local.LocalSystem;
import services.local.ServiceProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parts of the system die under running clients, and return. No dead token is ever accepted, no live login is lost, what
 * cannot be told is answered 503, and the system is well again by itself.
 */
class OutageIT {

    private static final Logger LOG = LoggerFactory.getLogger(OutageIT.class);
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final LocalSystem SYSTEM = LocalSystem.start(LocalSystem.Config.isolated());

    private final Redis redis = SYSTEM.redis();
    private final Postgres postgres = SYSTEM.postgres();

    @AfterAll
    static void stop() {
        SYSTEM.close();
    }

    @Test
    void redisIsKilled() {
        outage("Redis was killed", redis::kill, redis::start);
    }

    @Test
    void redisIsPaused() {
        outage("Redis was paused", redis::pause, redis::resume);
    }

    @Test
    void redisIsWiped() {
        outage("Redis was wiped", redis::wipe, () -> {});
    }

    @Test
    void redisIsKilledAndReturnsEmpty() {
        outage("Redis was replaced by an empty one", redis::kill, redis::startEmpty);
    }

    @Test
    void postgresqlIsKilled() {
        outage("PostgreSQL was killed", postgres::kill, postgres::start);
    }

    @Test
    void postgresqlIsPaused() {
        outage("PostgreSQL was paused", postgres::pause, postgres::resume);
    }

    @Test
    void postgresqlAndRedisAreKilledAtOnce() {
        outage(
                "PostgreSQL and Redis were killed",
                () -> {
                    postgres.kill();
                    redis.kill();
                },
                () -> {
                    postgres.start();
                    redis.start();
                });
    }

    @Test
    void authServiceIsKilled() {
        outage("auth-service was killed", SYSTEM.auth());
    }

    @Test
    void resourceServiceIsKilled() {
        outage("resource-service was killed", SYSTEM.resource());
    }

    private static void outage(String what, ServiceProcess service) {
        Set<URI> mayBeGone =
                Set.of(service.publicUrl().resolve("/"), service.internalUrl().resolve("/"));
        outage(what, service::kill, service::start, mayBeGone);
    }

    private static void outage(String what, Runnable begin, Runnable end) {
        outage(what, begin, end, Set.of());
    }

    private static void outage(String what, Runnable begin, Runnable end, Set<URI> mayBeGone) {
        try (RunningClients clients = new RunningClients(SYSTEM, mayBeGone)) {
            clients.goRounds(5);

            begin.run();
            try {
                clients.goRounds(2);
            } finally {
                end.run();
            }
            Duration recovery = clients.recoverSince(Instant.now());

            LOG.info("{}: well again {} ms after its return; {}", what, recovery.toMillis(), clients);
            clients.checkPromises();
            assertThat(recovery).isLessThan(RECOVERY);
        }
    }
}
