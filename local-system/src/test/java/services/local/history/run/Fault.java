package services.local.history.run;

import java.util.Set;

import org.jspecify.annotations.Nullable;
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
    FIRST_AUTH_KILLED(Part.FIRST_AUTH),
    SECOND_AUTH_RESTARTED(Part.SECOND_AUTH),
    SECOND_AUTH_PAUSED(Part.SECOND_AUTH),
    REDIS_WIPED_WHILE_FIRST_AUTH_IS_PAUSED(Part.FIRST_AUTH);

    private final @Nullable Part gone;

    Fault() {
        this(null);
    }

    Fault(@Nullable Part gone) {
        this.gone = gone;
    }

    /** Who may give no answer in the meantime. */
    Set<Part> gone() {
        return gone == null ? Set.of() : Set.of(gone);
    }
}
