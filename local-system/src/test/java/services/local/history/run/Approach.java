package services.local.history.run;

import java.util.EnumSet;
import java.util.List;

import services.local.history.Part;

/** Whom the clients of a history know, and what befalls the system meanwhile. */
enum Approach {
    /** Two instances of auth-service, one of resource-service. */
    INSTANCES,
    /** One address of each service, and two instances behind it. */
    BALANCER;

    List<Part> auth() {
        return switch (this) {
            case INSTANCES -> List.of(Part.FIRST_AUTH, Part.SECOND_AUTH);
            case BALANCER -> List.of(Part.BALANCED_AUTH);
        };
    }

    List<Part> resource() {
        return switch (this) {
            case INSTANCES -> List.of(Part.FIRST_RESOURCE);
            case BALANCER -> List.of(Part.BALANCED_RESOURCE);
        };
    }

    List<Fault> faults() {
        EnumSet<Fault> faults = switch (this) {
            case INSTANCES -> EnumSet.range(Fault.REDIS_KILLED, Fault.REDIS_WIPED_WHILE_FIRST_AUTH_IS_PAUSED);
            case BALANCER -> EnumSet.allOf(Fault.class);
        };
        return List.copyOf(faults);
    }
}
