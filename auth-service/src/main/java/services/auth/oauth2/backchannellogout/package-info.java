/**
 * Tells clients that a login of their users is over (OpenID Connect Back-Channel Logout 1.0): whatever ends logins asks for that in its own
 * transaction ({@link services.auth.session.SessionEndListener}), and it is sent after the commit, until the client has it.
 */
@NullMarked
package services.auth.oauth2.backchannellogout;

import org.jspecify.annotations.NullMarked;
