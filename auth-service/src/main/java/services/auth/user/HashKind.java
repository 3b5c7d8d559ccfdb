package services.auth.user;

import java.util.UUID;

import io.micronaut.core.annotation.Introspected;

/**
 * How many users have a password hash of one kind: what is written before its salt.
 *
 * @param example one of them
 */
@Introspected
record HashKind(UUID example, long users) {}
