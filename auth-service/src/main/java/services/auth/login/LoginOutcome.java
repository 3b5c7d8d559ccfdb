package services.auth.login;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import services.auth.user.User;

/** How an attempt ends. */
sealed interface LoginOutcome {

    record Authenticated(User user) implements LoginOutcome {}

    /** @param userId whose name it was, if anybody's */
    record WrongCredentials(Optional<UUID> userId) implements LoginOutcome {}

    /**
     * The password was not looked at.
     *
     * @param limit the name of the limit that was reached
     */
    record Throttled(String limit, Duration retryAfter) implements LoginOutcome {}
}
