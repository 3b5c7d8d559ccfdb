/**
 * Users, their roles, and PasswordHasher, the one class that knows argon2.
 */
@NullMarked
package services.auth.user;

import org.jspecify.annotations.NullMarked;
