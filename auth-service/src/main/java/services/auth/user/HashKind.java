package services.auth.user;

import io.micronaut.core.annotation.Introspected;

/**
 * How many users have a password hash of one kind: what is written before its salt.
 *
 * @param example one of them; empty for those who have no password
 */
@Introspected
record HashKind(String example, long users) {}
