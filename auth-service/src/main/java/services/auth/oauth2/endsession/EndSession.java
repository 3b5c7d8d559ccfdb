package services.auth.oauth2.endsession;

import java.util.Optional;

import jakarta.inject.Singleton;
import services.auth.session.BrowserSession;
import services.auth.session.Login;
import services.auth.session.Sessions;
import services.auth.token.IdToken;

/**
 * Signs users out of their browsers. The ID token of a login that was allowed there is reason enough; without it anybody could have
 * sent the browser here, so that the user is asked (OpenID Connect RP-Initiated Logout 1.0 section 2).
 */
@Singleton
class EndSession {

    private final Sessions sessions;

    EndSession(Sessions sessions) {
        this.sessions = sessions;
    }

    /** What became of a request. */
    enum Outcome {
        /** Nobody is signed in, or no longer. */
        SIGNED_OUT,

        /** The user must say so first. */
        TO_BE_CONFIRMED
    }

    /** @param browser the login of the browser; a form that another site sends comes without its cookie */
    Outcome begin(EndSessionRequest request, Optional<BrowserSession> browser) {
        Optional<IdToken> hint = request.hint();
        if (browser.isPresent()
                && hint.filter(token -> isOf(token, browser.get())).isEmpty()) {
            return Outcome.TO_BE_CONFIRMED;
        }
        browser.ifPresentOrElse(this::signOut, () -> hint.ifPresent(this::signOut));
        return Outcome.SIGNED_OUT;
    }

    /** The user said so. */
    void signOut(BrowserSession browser) {
        sessions.end(browser.id(), browser.userId());
    }

    /** Of the browser in which the client got the ID token; or else of that login alone. */
    private void signOut(IdToken hint) {
        hint.sessionId()
                .flatMap(sessions::findEvenOver)
                .filter(login -> login.userId().toString().equals(hint.subject()))
                .ifPresent(login -> sessions.end(login.parentId().orElse(login.id()), login.userId()));
    }

    /** Also of this very login of that user: who has the ID token of another may have got it elsewhere (section 2 on {@code sid}). */
    private boolean isOf(IdToken hint, BrowserSession browser) {
        return hint.subject().equals(browser.userId().toString())
                && hint.sessionId()
                        .flatMap(sessions::findEvenOver)
                        .flatMap(Login::parentId)
                        .filter(browser.id()::equals)
                        .isPresent();
    }
}
