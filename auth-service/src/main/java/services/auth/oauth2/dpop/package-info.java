/**
 * DPoP proofs (RFC 9449): that whoever makes a request has a key. Judges them for the token endpoint and for protected resources, whether these
 * are here or ask {@code /validateToken}; hands out nonces. Which key a token is bound to is known to token, who may use a bound one to
 * oauth2.binding.
 */
@NullMarked
package services.auth.oauth2.dpop;

import org.jspecify.annotations.NullMarked;
