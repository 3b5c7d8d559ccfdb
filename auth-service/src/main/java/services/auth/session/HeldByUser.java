package services.auth.session;

import java.time.Instant;
import java.util.UUID;

/**
 * What opens doors in a user's name: the logins, and whatever other packages have. They use this one and not the other way
 * round. Each method belongs into the transaction of the change that asks for it.
 */
public interface HeldByUser {

    /**
     * Ends all that the user has, and records what Redis must be told after the commit.
     *
     * @return how many
     */
    int endAll(UUID userId);

    /** Has Redis forget all that it holds of the user, so that PostgreSQL is asked. */
    void forgetAllOf(UUID userId, Instant now);

    /** The same for all users who have the role. */
    void forgetAllOfRole(String role, Instant now);
}
