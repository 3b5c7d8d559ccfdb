/**
 * The data and its endpoints: {@code GET|POST /data} and {@code GET|PUT|DELETE /data/{id}}.
 *
 * <p>Owns the table {@code data}, its migrations, and the rule that a user sees only the own items. Content is kept
 * as the very JSON text that was sent, so numbers, key order and escapes survive. Leaves who is asking to
 * {@code tokenvalidation}.
 */
@NullMarked
package services.resource.data;

import org.jspecify.annotations.NullMarked;
