/**
 * Who is asking: every request passes the bearer chain before it reaches a controller.
 *
 * <p>Owns the reading of bearer tokens and the challenges of RFC 6750, the rules that routes declare, and the question
 * to auth-service. Knows no keys and keeps no verdict: a token is live when auth-service says so, now. Leaves the own
 * access token to {@code authservice}.
 */
@NullMarked
package services.resource.tokenvalidation;

import org.jspecify.annotations.NullMarked;
