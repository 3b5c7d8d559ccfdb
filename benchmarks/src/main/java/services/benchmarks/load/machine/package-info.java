/** What the machine is, and what each process takes of it, as Linux tells it in {@code /proc}. */
@NullMarked
package services.benchmarks.load.machine;

import org.jspecify.annotations.NullMarked;
