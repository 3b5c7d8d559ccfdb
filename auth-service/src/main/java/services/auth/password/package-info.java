/**
 * Which passwords are good (NIST SP 800-63B-4 section 3.1.1.2), and what comes of a changed one: other logins end, and the user
 * is told by mail. Who may change one, and how they prove it, is each feature's own.
 */
@NullMarked
package services.auth.password;

import org.jspecify.annotations.NullMarked;
