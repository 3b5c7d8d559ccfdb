/**
 * {@code GET /openapi.yml}: what every route takes and answers, as the compiler wrote it down. {@code GET /docs}: the same
 * in Swagger UI, to be read and tried out. What the document says is said at the controllers.
 */
@NullMarked
package services.resource.documentation;

import org.jspecify.annotations.NullMarked;
