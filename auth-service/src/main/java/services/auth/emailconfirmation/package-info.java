/**
 * That an e-mail address is its user's: a code goes there, and who brings it back has the address. What waits for that, accounts
 * that are not made yet among it, waits in Redis.
 */
@NullMarked
package services.auth.emailconfirmation;

import org.jspecify.annotations.NullMarked;
