/**
 * How a failure reaches the client: {@code application/problem+json} (RFC 9457) with a stable {@code code}. Every
 * exception becomes an answer in this package, but for two: RFC 6749 errors of {@code /oauth2/*} are written in
 * oauth2, and whoever does not prove himself is refused in authentication. And how it reaches the log, when there are many.
 */
@NullMarked
package services.auth.error;

import org.jspecify.annotations.NullMarked;
