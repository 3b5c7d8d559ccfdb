/**
 * {@code /users} and {@code /roles}: what administrators do with the accounts of others. Nobody gives what they do not have, or
 * acts on somebody who may do more. The own account belongs to account.
 */
@NullMarked
package services.auth.administration;

import org.jspecify.annotations.NullMarked;
