/**
 * Authorization codes (RFC 6749 section 4.1.2) and device codes (RFC 8628): issued by authorization and device, exchanged for tokens by grant.
 * That each is exchanged once is for PostgreSQL to say, in session.
 */
@NullMarked
package services.auth.oauth2.code;

import org.jspecify.annotations.NullMarked;
