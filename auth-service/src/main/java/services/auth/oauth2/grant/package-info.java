/**
 * {@code POST /oauth2/token} (RFC 6749 section 3.2): a class for each grant. Who the client is, is told by client.
 */
@NullMarked
package services.auth.oauth2.grant;

import org.jspecify.annotations.NullMarked;
