/**
 * What happened between clients and the system, and whether the promises were kept: {@code Promises} reads a recorded
 * {@code History} after the run and names every answer that no system may give which keeps them. It knows nothing of HTTP,
 * of threads or of the services; how a history comes about is told in {@code run}.
 */
@NullMarked
package services.local.history;

import org.jspecify.annotations.NullMarked;
