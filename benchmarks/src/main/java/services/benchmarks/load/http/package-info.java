/**
 * The load generator: requests as bytes that were made before, many connections, one thread. It costs a fraction of what an HTTP client
 * does, because it shares the processors with what it measures. What is sent and what becomes of the answers is up to a
 * {@link services.benchmarks.load.http.Traffic}.
 */
@NullMarked
package services.benchmarks.load.http;

import org.jspecify.annotations.NullMarked;
