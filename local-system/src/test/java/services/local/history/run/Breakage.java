package services.local.history.run;

import java.time.Duration;

import services.backing.Postgres;
import services.backing.Redis;
import services.local.BalancedSystem;
import services.local.Balancer.Instance;
import services.local.ServiceProcess;
import services.local.history.Part;

/** Brings faults about and undoes them. */
final class Breakage {

    private static final Duration START_UNDER_LOAD = Duration.ofMinutes(10);

    private final Redis redis;
    private final Postgres postgres;
    private final Parts parts;

    Breakage(Parts parts) {
        this.parts = parts;
        redis = parts.system().redis();
        postgres = parts.system().postgres();
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
            case FIRST_AUTH_KILLED -> instance(Part.FIRST_AUTH).kill();
            case SECOND_AUTH_RESTARTED -> instance(Part.SECOND_AUTH).stop();
            case SECOND_AUTH_PAUSED -> instance(Part.SECOND_AUTH).pause();
            case REDIS_WIPED_WHILE_FIRST_AUTH_IS_PAUSED -> {
                instance(Part.FIRST_AUTH).pause();
                redis.wipe();
            }
            case FIRST_RESOURCE_KILLED -> instance(Part.FIRST_RESOURCE).kill();
            case SECOND_RESOURCE_PAUSED -> instance(Part.SECOND_RESOURCE).pause();
            case ONE_OF_EACH_KILLED -> {
                instance(Part.FIRST_AUTH).kill();
                instance(Part.SECOND_RESOURCE).kill();
            }
            case SECOND_AUTH_REPLACED -> balanced().drainAndStop(Instance.AUTH_2);
            case FIRST_RESOURCE_REPLACED -> balanced().drainAndStop(Instance.RESOURCE_1);
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
            case FIRST_AUTH_KILLED -> start(Part.FIRST_AUTH);
            case SECOND_AUTH_RESTARTED -> start(Part.SECOND_AUTH);
            case SECOND_AUTH_PAUSED -> instance(Part.SECOND_AUTH).resume();
            case REDIS_WIPED_WHILE_FIRST_AUTH_IS_PAUSED ->
                instance(Part.FIRST_AUTH).resume();
            case FIRST_RESOURCE_KILLED -> start(Part.FIRST_RESOURCE);
            case SECOND_RESOURCE_PAUSED -> instance(Part.SECOND_RESOURCE).resume();
            case ONE_OF_EACH_KILLED -> {
                start(Part.FIRST_AUTH);
                start(Part.SECOND_RESOURCE);
            }
            case SECOND_AUTH_REPLACED -> {
                start(Part.SECOND_AUTH);
                balanced().balancer().takeBack(Instance.AUTH_2);
            }
            case FIRST_RESOURCE_REPLACED -> {
                start(Part.FIRST_RESOURCE);
                balanced().balancer().takeBack(Instance.RESOURCE_1);
            }
        }
    }

    /** What is forgotten once is soon known again: so it is forgotten in the middle of everything. */
    void again(Fault fault) {
        if (fault == Fault.REDIS_WIPED_AGAIN_AND_AGAIN) {
            redis.wipe();
        }
    }

    private void start(Part part) {
        ServiceProcess service = instance(part);
        service.launch();
        service.awaitReady(START_UNDER_LOAD);
    }

    private ServiceProcess instance(Part part) {
        return parts.instance(part);
    }

    private BalancedSystem balanced() {
        return parts.balanced().orElseThrow();
    }
}
