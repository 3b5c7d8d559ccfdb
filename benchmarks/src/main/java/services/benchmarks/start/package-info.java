/** How long each service takes from the start of its process to its first answer, and how much memory it has then. */
@NullMarked
package services.benchmarks.start;

import org.jspecify.annotations.NullMarked;
