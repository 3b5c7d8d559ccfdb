/**
 * {@code POST /oauth2/token} (RFC 6749 section 3.2): the client credentials grant. Messages are parsed and
 * written by the Nimbus OAuth 2.0 SDK.
 */
@NullMarked
package services.auth.oauth2.grant;

import org.jspecify.annotations.NullMarked;
