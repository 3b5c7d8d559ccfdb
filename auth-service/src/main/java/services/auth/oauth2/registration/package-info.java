/**
 * {@code /oauth2/register}: clients that register themselves (RFC 7591, OpenID Connect Dynamic Client Registration 1.0) and look after
 * their registration (RFC 7592). What may be registered is said by client.
 */
@NullMarked
package services.auth.oauth2.registration;

import org.jspecify.annotations.NullMarked;
