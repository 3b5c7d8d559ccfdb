/**
 * What clients can find out by themselves: {@code /.well-known/jwks.json} (RFC 7517).
 */
@NullMarked
package services.auth.oauth2.discovery;

import org.jspecify.annotations.NullMarked;
