/**
 * Who is asking: every request passes the bearer chain before it reaches a controller.
 *
 * <p>Owns the reading of tokens and of what proves that they are the caller's (RFC 9449 §7, RFC 8705 §3), the challenges, the rules that
 * routes declare, and the question to auth-service. Knows no keys and keeps no verdict: a token is live when auth-service says so, now. Leaves the own
 * access token to {@code authservice}.
 */
@NullMarked
package services.resource.tokenvalidation;

import org.jspecify.annotations.NullMarked;
