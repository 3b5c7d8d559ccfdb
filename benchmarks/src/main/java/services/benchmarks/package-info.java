/**
 * What the system can bear: each benchmark starts a system of its own, loads it, and prints a table in Markdown. The figures
 * of a machine mean little beside those of another one, so each run also measures what it compares with.
 */
@NullMarked
package services.benchmarks;

import org.jspecify.annotations.NullMarked;
