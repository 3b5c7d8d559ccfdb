/** What happened that somebody may have to answer for, kept in PostgreSQL with the change that it tells of. */
@NullMarked
package services.auth.audit;

import org.jspecify.annotations.NullMarked;
