package services.auth.login;

import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.authentication.BrowserCookie;
import services.auth.session.BrowserSessions;
import services.auth.user.User;

/** Signs browsers in with a password, under the limits of all logins. */
@Singleton
class BrowserLogins {

    private static final Logger LOG = LoggerFactory.getLogger(BrowserLogins.class);

    private final LoginThrottle loginThrottle;
    private final BrowserSessions sessions;
    private final BrowserCookie browserCookie;
    private final DeviceCookies deviceCookies;
    private final LoginAudit loginAudit;

    BrowserLogins(
            LoginThrottle loginThrottle,
            BrowserSessions sessions,
            BrowserCookie browserCookie,
            DeviceCookies deviceCookies,
            LoginAudit loginAudit) {
        this.loginThrottle = loginThrottle;
        this.sessions = sessions;
        this.browserCookie = browserCookie;
        this.deviceCookies = deviceCookies;
        this.loginAudit = loginAudit;
    }

    /** @param before by which the browser is signed in until now, if it is; anybody may have made it up */
    BrowserLogin signIn(LoginAttempt attempt, @Nullable String before) {
        return switch (loginThrottle.authenticate(attempt)) {
            case LoginOutcome.Authenticated authenticated -> start(authenticated.user(), attempt, before);
            case LoginOutcome.WrongCredentials wrong -> refused(wrong.userId());
            case LoginOutcome.Throttled throttled -> {
                loginAudit.throttled(throttled, attempt);
                LOG.info("Login throttled: the limit {} is reached", throttled.limit());
                yield new BrowserLogin.Throttled(throttled.retryAfter());
            }
        };
    }

    private BrowserLogin start(User user, LoginAttempt attempt, @Nullable String before) {
        return sessions.signIn(
                        user, BrowserSessions.PASSWORD_ACR, attempt.address().toString(), before)
                .<BrowserLogin>map(cookie -> new BrowserLogin.SignedIn(
                        browserCookie.signedIn(cookie), deviceCookies.renew(attempt.deviceCookie(), user.id())))
                .orElseGet(() -> refused(Optional.of(user.id())));
    }

    private BrowserLogin refused(Optional<UUID> userId) {
        loginAudit.refused(userId);
        return new BrowserLogin.WrongCredentials();
    }
}
