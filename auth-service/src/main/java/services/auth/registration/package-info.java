/**
 * {@code POST /register} and {@code POST /register/confirm}: people make accounts for themselves and confirm their e-mail address.
 * The code and its mail belong to emailconfirmation.
 */
@NullMarked
package services.auth.registration;

import org.jspecify.annotations.NullMarked;
