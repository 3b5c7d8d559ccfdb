/**
 * The schema of the database: brought to the version of this code before anything reads it. The migrations stand under
 * {@code db/migration} on the class path; the tables belong to the features that name them.
 */
@NullMarked
package services.auth.schema;

import org.jspecify.annotations.NullMarked;
