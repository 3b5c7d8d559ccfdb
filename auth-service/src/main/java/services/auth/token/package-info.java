/**
 * Access tokens (RFC 9068): issues them, verifies signature and claims, holds the signing keys (RFC 7517) and the
 * list of what was revoked. Whether a login is still alive is known to session, not here. The only package that
 * knows the JWT library, beside oauth2.dpop.
 */
@NullMarked
package services.auth.token;

import org.jspecify.annotations.NullMarked;
