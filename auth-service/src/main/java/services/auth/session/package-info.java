/**
 * Logins: one session for each, with an idle timer that every successful validation renews, ended by logout.
 * Answers whether the login behind an access token is live: Redis first, PostgreSQL when Redis cannot tell.
 */
@NullMarked
package services.auth.session;

import org.jspecify.annotations.NullMarked;
