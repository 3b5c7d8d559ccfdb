/**
 * {@code POST /logout}: ends the session of the presented token, or all sessions of its user.
 */
@NullMarked
package services.auth.logout;

import org.jspecify.annotations.NullMarked;
