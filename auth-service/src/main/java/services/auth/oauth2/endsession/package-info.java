/**
 * {@code /oauth2/end_session} (OpenID Connect RP-Initiated Logout 1.0): a client sends a browser here to sign its user out, and gets it
 * back. What ends is done by session, which clients are told by backchannellogout.
 */
@NullMarked
package services.auth.oauth2.endsession;

import org.jspecify.annotations.NullMarked;
