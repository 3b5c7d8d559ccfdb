/**
 * What the outboxes in PostgreSQL have in common, from which things leave this service after the commit of what they tell of: threads
 * that deliver, when to try again, and metrics. What is delivered, and where it rests, belongs to whoever has an outbox.
 */
@NullMarked
package services.auth.outbox;

import org.jspecify.annotations.NullMarked;
