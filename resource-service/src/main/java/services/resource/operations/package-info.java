/**
 * What operators and orchestrators ask on the internal listener: {@code /health/liveness}, {@code /health/readiness},
 * {@code /prometheus}.
 *
 * <p>Owns the meter registry and the timing of HTTP requests. Every other package registers its own meters.
 */
@NullMarked
package services.resource.operations;

import org.jspecify.annotations.NullMarked;
