/**
 * What users have allowed clients, for good: so that nobody is asked the same twice. Users are asked by authorization, and see and withdraw it in
 * account.
 */
@NullMarked
package services.auth.oauth2.consent;

import org.jspecify.annotations.NullMarked;
