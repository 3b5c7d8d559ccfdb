/**
 * {@code POST /validateToken} and {@code POST /validateTokens} on the internal listener: tell a resource server whether a token, or
 * each of many, is live.
 * Signature and claims are judged by token, the login behind it by session, an API key by apikey.
 */
@NullMarked
package services.auth.validation;

import org.jspecify.annotations.NullMarked;
