/**
 * Questions that come while others are being answered are gathered and asked together.
 *
 * <p>Owns who waits, how many calls there are at once and how much goes into one. Leaves what is asked, and of whom, to whoever gathers.
 */
@NullMarked
package services.resource.gathering;

import org.jspecify.annotations.NullMarked;
