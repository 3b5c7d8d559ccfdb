/**
 * The round trip: one user's way through both services, from registration to a token that is refused after the logout.
 * Every step is shown to a person, with the request, the answer and what was checked, and nothing secret in full.
 *
 * <p>It speaks plain HTTP to a system that runs already and knows nothing of how it was started.
 */
@NullMarked
package services.local.roundtrip;

import org.jspecify.annotations.NullMarked;
