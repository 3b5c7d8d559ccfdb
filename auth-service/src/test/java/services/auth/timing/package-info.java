/** Whether the time of an answer tells who has an account; what is measured and how: docs/timing.md. */
@NullMarked
package services.auth.timing;

import org.jspecify.annotations.NullMarked;
