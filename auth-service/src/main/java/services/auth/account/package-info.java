/**
 * {@code /users/me}: what users do with their own account.
 */
@NullMarked
package services.auth.account;

import org.jspecify.annotations.NullMarked;
