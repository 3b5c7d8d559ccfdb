package services.resource.authservice;

import java.time.Duration;
import java.time.Instant;

/** The access token of this service itself. */
record AccessToken(String value, Instant obtainedAt, Duration life) {

    boolean isLive(Instant now) {
        return now.isBefore(obtainedAt.plus(life));
    }

    /** How long to wait before a new one is fetched: early enough that several tries fit into the rest of its life. */
    Duration renewalDelay() {
        return life.multipliedBy(7).dividedBy(10);
    }

    @Override
    public String toString() {
        return "AccessToken[" + obtainedAt + " for " + life + "]";
    }
}
