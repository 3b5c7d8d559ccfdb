/**
 * How often something may be tried: named limits, counted by Bucket4j in Redis for all instances together, and in memory for
 * this one alone. Which limits there are, and what refusing looks like, is each feature's own.
 */
@NullMarked
package services.auth.throttling;

import org.jspecify.annotations.NullMarked;
