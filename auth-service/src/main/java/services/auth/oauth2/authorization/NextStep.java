package services.auth.oauth2.authorization;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.openid.connect.sdk.OIDCError;
import services.auth.session.BrowserSession;

/** What comes next on the way of an authorization request to its code. */
sealed interface NextStep {

    /** Nothing: the user is known and has allowed it. */
    record Authorize(BrowserSession browser) implements NextStep {}

    /** None: the client is told why it gets no code. */
    record Refuse(ErrorObject error) implements NextStep {}

    /** Something that the user does on a page; an error when no page may be shown ({@code prompt=none}). */
    enum Page implements NextStep {
        SIGN_IN("/signin", OIDCError.LOGIN_REQUIRED),
        SIGN_UP("/signup", OIDCError.LOGIN_REQUIRED),
        CONSENT("/oauth2/consent", OIDCError.CONSENT_REQUIRED);

        private final String path;
        private final ErrorObject error;

        Page(String path, ErrorObject error) {
            this.path = path;
            this.error = error;
        }

        String path() {
            return path;
        }

        ErrorObject error() {
            return error;
        }
    }
}
