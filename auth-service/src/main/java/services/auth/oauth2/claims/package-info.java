/**
 * Which claims about a user a client gets (OpenID Connect Core 1.0 sections 5.4 and 5.5): the same for userinfo and for ID tokens. What is
 * known of a user belongs to user, and what the user has allowed to whoever asks here.
 */
@NullMarked
package services.auth.oauth2.claims;

import org.jspecify.annotations.NullMarked;
