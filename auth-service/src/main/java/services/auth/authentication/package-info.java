/**
 * Who is calling: turns the bearer token of a request (RFC 6750), a bound one (RFC 9449, RFC 8705), or its API key, into an Authentication. The public
 * listener takes users' tokens and API keys, the internal listener takes clients' tokens. Whoever must not go on is refused here
 * (section 3.1).
 */
@NullMarked
package services.auth.authentication;

import org.jspecify.annotations.NullMarked;
