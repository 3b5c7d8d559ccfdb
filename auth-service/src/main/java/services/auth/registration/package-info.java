/**
 * {@code POST /register}: makes an account.
 */
@NullMarked
package services.auth.registration;

import org.jspecify.annotations.NullMarked;
