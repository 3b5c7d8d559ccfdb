/**
 * {@code POST /oauth2/revoke} (RFC 7009): a client gives back a token of its own. What ends by that is done by session.
 */
@NullMarked
package services.auth.oauth2.revocation;

import org.jspecify.annotations.NullMarked;
