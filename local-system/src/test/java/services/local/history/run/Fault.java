package services.local.history.run;

import java.util.Set;

import services.local.history.Part;

/** What is done to the system, and undone after a while. */
enum Fault {
    REDIS_KILLED,
    REDIS_REPLACED_BY_AN_EMPTY_ONE,
    REDIS_WIPED,
    REDIS_WIPED_AGAIN_AND_AGAIN,
    REDIS_PAUSED,
    POSTGRES_KILLED,
    POSTGRES_PAUSED,
    BOTH_KILLED,
    REDIS_WIPED_WHILE_POSTGRES_IS_PAUSED,
    REDIS_EMPTIED_WHILE_POSTGRES_IS_PAUSED,
    FIRST_AUTH_KILLED,
    SECOND_AUTH_RESTARTED,
    SECOND_AUTH_PAUSED,
    REDIS_WIPED_WHILE_FIRST_AUTH_IS_PAUSED,
    // where there is a balancer, from here on
    FIRST_RESOURCE_KILLED,
    SECOND_RESOURCE_PAUSED,
    ONE_OF_EACH_KILLED,
    /** Taken out of service first, so that nobody goes without an answer. */
    SECOND_AUTH_REPLACED,
    FIRST_RESOURCE_REPLACED;

    /** Who may give no answer in the meantime: a balancer, whose instance is gone, has none for what it had sent there. */
    Set<Part> gone() {
        return switch (this) {
            case FIRST_AUTH_KILLED, REDIS_WIPED_WHILE_FIRST_AUTH_IS_PAUSED ->
                Set.of(Part.FIRST_AUTH, Part.BALANCED_AUTH);
            case SECOND_AUTH_RESTARTED, SECOND_AUTH_PAUSED -> Set.of(Part.SECOND_AUTH, Part.BALANCED_AUTH);
            case FIRST_RESOURCE_KILLED -> Set.of(Part.FIRST_RESOURCE, Part.BALANCED_RESOURCE);
            case SECOND_RESOURCE_PAUSED -> Set.of(Part.SECOND_RESOURCE, Part.BALANCED_RESOURCE);
            case ONE_OF_EACH_KILLED ->
                Set.of(Part.FIRST_AUTH, Part.BALANCED_AUTH, Part.SECOND_RESOURCE, Part.BALANCED_RESOURCE);
            case REDIS_KILLED,
                    REDIS_REPLACED_BY_AN_EMPTY_ONE,
                    REDIS_WIPED,
                    REDIS_WIPED_AGAIN_AND_AGAIN,
                    REDIS_PAUSED,
                    POSTGRES_KILLED,
                    POSTGRES_PAUSED,
                    BOTH_KILLED,
                    REDIS_WIPED_WHILE_POSTGRES_IS_PAUSED,
                    REDIS_EMPTIED_WHILE_POSTGRES_IS_PAUSED,
                    SECOND_AUTH_REPLACED,
                    FIRST_RESOURCE_REPLACED -> Set.of();
        };
    }
}
