/**
 * Requests of this service to addresses that clients have registered: {@code jwks_uri}, {@code request_uri},
 * {@code backchannel_logout_uri}. None of them reaches what only this service can reach, unless a setting allows it. When to
 * ask, and what an answer means, is the caller's business.
 */
@NullMarked
package services.auth.outbound;

import org.jspecify.annotations.NullMarked;
