/**
 * How this service reaches auth-service: addresses, trust, and the access token of its own.
 *
 * <p>Owns the client credentials grant (RFC 6749 §4.4): the own token is fetched at start, renewed ahead of its end, and
 * fetched anew when auth-service refuses it. Leaves the question about a caller's token to {@code tokenvalidation}.
 */
@NullMarked
package services.resource.authservice;

import org.jspecify.annotations.NullMarked;
