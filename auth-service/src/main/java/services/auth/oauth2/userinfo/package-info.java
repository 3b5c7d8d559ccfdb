/**
 * {@code /oauth2/userinfo}: tells a client who its user is (OpenID Connect Core 1.0 section 5.3). Whether the access token is live is told
 * by session, which claims there are by claims.
 */
@NullMarked
package services.auth.oauth2.userinfo;

import org.jspecify.annotations.NullMarked;
