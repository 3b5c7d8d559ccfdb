/**
 * {@code POST /signing-keys/rotation}: a superuser has the signing keys replaced out of turn. What a rotation is, and the
 * one that comes by the schedule, belongs to token.
 */
@NullMarked
package services.auth.keyrotation;

import org.jspecify.annotations.NullMarked;
