/**
 * {@code POST /oauth2/device_authorization}: a device that cannot show a page gets a code, which its user types in on {@code /device}
 * (RFC 8628). The codes belong to code, the tokens to grant.
 */
@NullMarked
package services.auth.oauth2.device;

import org.jspecify.annotations.NullMarked;
