/**
 * Deletes rows that can matter no more, in the background, in small batches, on several instances at once. Which
 * rows those are is said by the features that own them.
 */
@NullMarked
package services.auth.cleanup;

import org.jspecify.annotations.NullMarked;
