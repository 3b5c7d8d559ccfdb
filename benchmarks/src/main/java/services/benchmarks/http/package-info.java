/** Requests one by one, whose answers are needed for what comes next. */
@NullMarked
package services.benchmarks.http;

import org.jspecify.annotations.NullMarked;
