/** Puts into PostgreSQL and Redis what requests would take hours to bring about, in the form in which the services find it. */
@NullMarked
package services.benchmarks.seed;

import org.jspecify.annotations.NullMarked;
