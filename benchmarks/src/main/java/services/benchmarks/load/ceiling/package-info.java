/** What bounds a scenario from above, measured by itself: the work that no way of writing the services could save. */
@NullMarked
package services.benchmarks.load.ceiling;

import org.jspecify.annotations.NullMarked;
