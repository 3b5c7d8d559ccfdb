/**
 * {@code /oauth2/authorize}: a user allows a client something, and the client gets a code for it (RFC 6749 section 4.1, OpenID Connect Core
 * 1.0 section 3.1.2). What is checked of a request belongs to request, what users have allowed before to consent, and what a code is exchanged for to
 * grant.
 */
@NullMarked
package services.auth.oauth2.authorization;

import org.jspecify.annotations.NullMarked;
