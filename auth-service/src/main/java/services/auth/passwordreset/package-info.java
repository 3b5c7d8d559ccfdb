/**
 * {@code POST /password/forgot} and {@code POST /password/reset}: who reads the mail of an account sets its password. Neither the
 * answers nor their time tell whether there is an account.
 */
@NullMarked
package services.auth.passwordreset;

import org.jspecify.annotations.NullMarked;
