/**
 * For tests: holds what a running service answers against its {@code openapi.yml}, and provokes what it describes. Knows
 * neither service.
 */
@NullMarked
package services.description.check;

import org.jspecify.annotations.NullMarked;
