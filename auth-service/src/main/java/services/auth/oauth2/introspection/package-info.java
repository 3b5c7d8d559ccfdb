/**
 * {@code POST /oauth2/introspect} (RFC 7662): tells clients, among them resource servers, whether a token is live. Signature and claims are
 * judged by token, the login behind it by session. Resource servers that are near ask {@code /validateToken}, which costs less.
 */
@NullMarked
package services.auth.oauth2.introspection;

import org.jspecify.annotations.NullMarked;
