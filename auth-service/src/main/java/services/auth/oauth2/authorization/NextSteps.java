package services.auth.oauth2.authorization;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.oauth2.consent.Consents;
import services.auth.oauth2.request.CheckedRequest;
import services.auth.session.BrowserSession;

/** Finds out what a user must do before a request gets its code (OpenID Connect Core 1.0 sections 3.1.2.3 and 3.1.2.4). */
@Singleton
class NextSteps {

    private final Consents consents;
    private final Clock clock;

    NextSteps(Consents consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    /** @param browser the browser's login, if it has one */
    NextStep of(CheckedRequest request, Optional<BrowserSession> browser) {
        boolean isFresh = isFresh(request, browser);
        if (request.asksFor(Prompt.Type.CREATE) && !isFresh) {
            return NextStep.Page.SIGN_UP;
        }
        if (browser.isEmpty() || !isFresh && mustSignInAgain(request, browser.get())) {
            return NextStep.Page.SIGN_IN;
        }
        if (isSomebodyElse(request, browser.get())) {
            // OpenID Connect Core 1.0 section 3.1.2.1: who has just signed in is not asked to be another
            return isFresh ? new NextStep.Refuse(OIDCError.LOGIN_REQUIRED) : NextStep.Page.SIGN_IN;
        }
        return isAllowed(request, browser.get()) ? new NextStep.Authorize(browser.get()) : NextStep.Page.CONSENT;
    }

    /** OpenID Connect Core 1.0 section 3.1.2.2: nobody is answered about another user than the one who was asked for. */
    private static boolean isSomebodyElse(CheckedRequest request, BrowserSession browser) {
        return !Set.of(browser.userId().toString()).containsAll(request.subjects());
    }

    /** Whether the user has signed in since the browser came with the request: no clock is asked, for each instance has one of its own. */
    private static boolean isFresh(CheckedRequest request, Optional<BrowserSession> browser) {
        return browser.isPresent()
                && request.kept()
                        .filter(kept -> kept.seen() && !Objects.equals(kept.browserLogin(), nameOf(browser)))
                        .isPresent();
    }

    /** What changes when somebody signs in; nothing for a browser without a login. */
    static @Nullable String nameOf(Optional<BrowserSession> browser) {
        return browser.map(login -> login.id() + "@" + login.authTime()).orElse(null);
    }

    private boolean mustSignInAgain(CheckedRequest request, BrowserSession browser) {
        return request.asksFor(Prompt.Type.LOGIN)
                || request.asksFor(Prompt.Type.SELECT_ACCOUNT)
                || isOlderThan(maxAge(request), browser);
    }

    private boolean isOlderThan(int seconds, BrowserSession browser) {
        return seconds >= 0 && clock.instant().isAfter(browser.authTime().plusSeconds(seconds));
    }

    /** {@code max_age}, or the client's {@code default_max_age}; negative when neither is there. */
    private static int maxAge(CheckedRequest request) {
        int asked = request.openId().map(AuthenticationRequest::getMaxAge).orElse(-1);
        return asked >= 0 ? asked : request.client().metadata().getDefaultMaxAge();
    }

    private boolean isAllowed(CheckedRequest request, BrowserSession browser) {
        if (request.kept()
                .filter(kept -> browser.id().equals(kept.consentedIn()))
                .isPresent()) {
            return true;
        }
        return !request.asksFor(Prompt.Type.CONSENT)
                && (request.client().settings().isFirstParty()
                        || !canBeSomebodyElse(request)
                                && consents.cover(browser.userId(), request.client(), request.toBeAllowed()));
    }

    /** RFC 6749 section 10.2, RFC 8252 section 8.6: any app on the user's device can send these, and get the answer. */
    private static boolean canBeSomebodyElse(CheckedRequest request) {
        return request.client().isPublic()
                && !"https".equalsIgnoreCase(request.replyTo().redirectUri().getScheme());
    }
}
