/**
 * {@code /users/me}: what users do with their own account, its logins and its API keys.
 */
@NullMarked
package services.auth.account;

import org.jspecify.annotations.NullMarked;
