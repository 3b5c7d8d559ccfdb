package services.local.history.run;

import java.time.Duration;

import services.backing.Postgres;
import services.backing.Redis;
import services.local.LocalSystem;
import services.local.ServiceProcess;

/** Brings faults about and undoes them. */
final class Breakage {

    private static final Duration START_UNDER_LOAD = Duration.ofMinutes(10);

    private final Redis redis;
    private final Postgres postgres;
    private final ServiceProcess firstAuth;
    private final ServiceProcess secondAuth;

    Breakage(LocalSystem system, ServiceProcess secondAuth) {
        redis = system.redis();
        postgres = system.postgres();
        firstAuth = system.auth();
        this.secondAuth = secondAuth;
    }

    void begin(Fault fault) {
        switch (fault) {
            case REDIS_KILLED, REDIS_REPLACED_BY_AN_EMPTY_ONE -> redis.kill();
            case REDIS_WIPED, REDIS_WIPED_AGAIN_AND_AGAIN -> redis.wipe();
            case REDIS_PAUSED -> redis.pause();
            case POSTGRES_KILLED -> postgres.kill();
            case POSTGRES_PAUSED -> postgres.pause();
            case BOTH_KILLED -> {
                postgres.kill();
                redis.kill();
            }
            case REDIS_WIPED_WHILE_POSTGRES_IS_PAUSED -> {
                postgres.pause();
                redis.wipe();
            }
            case REDIS_EMPTIED_WHILE_POSTGRES_IS_PAUSED -> {
                postgres.pause();
                redis.kill();
                redis.startEmpty();
            }
            case FIRST_AUTH_KILLED -> firstAuth.kill();
            case SECOND_AUTH_RESTARTED -> secondAuth.stop();
            case SECOND_AUTH_PAUSED -> secondAuth.pause();
            case REDIS_WIPED_WHILE_FIRST_AUTH_IS_PAUSED -> {
                firstAuth.pause();
                redis.wipe();
            }
        }
    }

    void end(Fault fault) {
        switch (fault) {
            case REDIS_KILLED -> redis.start();
            case REDIS_REPLACED_BY_AN_EMPTY_ONE -> redis.startEmpty();
            case REDIS_WIPED, REDIS_WIPED_AGAIN_AND_AGAIN -> {}
            case REDIS_PAUSED -> redis.resume();
            case POSTGRES_KILLED -> postgres.start();
            case POSTGRES_PAUSED, REDIS_WIPED_WHILE_POSTGRES_IS_PAUSED, REDIS_EMPTIED_WHILE_POSTGRES_IS_PAUSED ->
                postgres.resume();
            case BOTH_KILLED -> {
                redis.start();
                postgres.start();
            }
            case FIRST_AUTH_KILLED -> start(firstAuth);
            case SECOND_AUTH_RESTARTED -> start(secondAuth);
            case SECOND_AUTH_PAUSED -> secondAuth.resume();
            case REDIS_WIPED_WHILE_FIRST_AUTH_IS_PAUSED -> firstAuth.resume();
        }
    }

    /** What is forgotten once is soon known again: so it is forgotten in the middle of everything. */
    void again(Fault fault) {
        if (fault == Fault.REDIS_WIPED_AGAIN_AND_AGAIN) {
            redis.wipe();
        }
    }

    private static void start(ServiceProcess service) {
        service.launch();
        service.awaitReady(START_UNDER_LOAD);
    }
}
