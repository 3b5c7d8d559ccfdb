/**
 * The connection to Redis: which Redis this is, whether it answers, and the circuit breaker around it. What is
 * kept there belongs to the classes called {@code *Store} in the features.
 */
@NullMarked
package services.auth.redis;

import org.jspecify.annotations.NullMarked;
