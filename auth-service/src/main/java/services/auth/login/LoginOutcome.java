package services.auth.login;

import java.time.Duration;

import services.auth.user.User;

/** How an attempt ends. */
sealed interface LoginOutcome {

    record Authenticated(User user) implements LoginOutcome {}

    record WrongCredentials() implements LoginOutcome {}

    /**
     * The password was not looked at.
     *
     * @param limit the name of the limit that was reached
     */
    record Throttled(String limit, Duration retryAfter) implements LoginOutcome {}
}
