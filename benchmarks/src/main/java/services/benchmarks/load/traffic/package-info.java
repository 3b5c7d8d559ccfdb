/** What is sent in each scenario. */
@NullMarked
package services.benchmarks.load.traffic;

import org.jspecify.annotations.NullMarked;
