/**
 * {@code POST /login}: username or e-mail and password against an access token. Not an OAuth grant (RFC 9700
 * section 2.4 forbids the password grant): the first-party API of this service. How often passwords may be guessed is decided
 * in {@link LoginThrottle}; counting is left to throttling.
 */
@NullMarked
package services.auth.login;

import org.jspecify.annotations.NullMarked;
