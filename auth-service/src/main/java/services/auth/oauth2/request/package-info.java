/**
 * Authorization requests: what is checked of them, in one list (RFC 6749 section 4.1.1, OpenID Connect Core 1.0 section 3.1.2.2), request objects
 * (RFC 9101), and such that are kept for the browser that carries only their name (RFC 9126). Who the user is, and what becomes of a request, is for
 * authorization.
 */
@NullMarked
package services.auth.oauth2.request;

import org.jspecify.annotations.NullMarked;
