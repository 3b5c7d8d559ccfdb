/**
 * {@code POST /validateToken} on the internal listener: tells a resource server whether a token is live.
 * Signature and claims are judged by token, the login behind it by session, an API key by apikey.
 */
@NullMarked
package services.auth.validation;

import org.jspecify.annotations.NullMarked;
