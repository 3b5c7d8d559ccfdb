/** What several rounds measured, as one figure. */
@NullMarked
package services.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
