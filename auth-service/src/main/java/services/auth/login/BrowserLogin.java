package services.auth.login;

import java.time.Duration;

import io.micronaut.http.cookie.Cookie;

/** How an attempt to sign in on a page ends. */
sealed interface BrowserLogin {

    /**
     * The browser is signed in.
     *
     * @param session the cookie by which it is
     * @param device the cookie by which it is known at the next login
     */
    record SignedIn(Cookie session, Cookie device) implements BrowserLogin {}

    record WrongCredentials() implements BrowserLogin {}

    /** The password was not looked at. */
    record Throttled(Duration retryAfter) implements BrowserLogin {}
}
