/**
 * What happened that somebody may have to answer for: who did what to whom, from where, and whether it worked. Kept in PostgreSQL
 * with the change that it tells of, sealed so that nobody alters it unseen, and deleted month by month.
 */
@NullMarked
package services.auth.audit;

import org.jspecify.annotations.NullMarked;
