/**
 * For the operator, on the internal listener: {@code /health/liveness}, {@code /health/readiness}, {@code
 * /prometheus}.
 */
@NullMarked
package services.auth.operations;

import org.jspecify.annotations.NullMarked;
