/**
 * What a caller reads when something went wrong: {@code application/problem+json} (RFC 9457) with a stable code.
 *
 * <p>Owns every code and its status, and turns failures that nobody expected into 500 or, where the database is
 * behind them, 503. Leaves the challenges of RFC 6750 to {@code tokenvalidation}.
 */
@NullMarked
package services.resource.error;

import org.jspecify.annotations.NullMarked;
