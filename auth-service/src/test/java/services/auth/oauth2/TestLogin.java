package services.auth.oauth2;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import services.auth.AuthServiceUnderTest;
import services.auth.AuthServiceUnderTest.TestUser;
import services.auth.oauth2.client.TestClient;
import services.auth.session.Authorization;
import services.auth.session.BrowserSession;
import services.auth.session.BrowserSessions;
import services.auth.session.LoginTokens;
import services.auth.session.NewLogin;
import services.auth.session.Sessions;
import services.auth.session.TokenTerms;
import services.auth.token.Confirmation;
import services.auth.token.Flavour;
import services.auth.token.Scope;
import services.auth.user.Users;

/** A login that a user has allowed a client, as if at the authorization endpoint. */
public record TestLogin(UUID id, String accessToken, String refreshToken) {

    public static TestLogin start(AuthServiceUnderTest service, TestUser user, TestClient client, String scope) {
        return start(service, user, client, scope, null, null);
    }

    /**
     * Starts one.
     *
     * @param claims the {@code claims} parameter
     * @param browser the browser's login in which it was allowed
     */
    public static TestLogin start(
            AuthServiceUnderTest service,
            TestUser user,
            TestClient client,
            String scope,
            @Nullable String claims,
            @Nullable UUID browser) {
        UUID userId = UUID.fromString(user.id());
        int generation = service.bean(Users.class).find(userId).orElseThrow().generation();
        Authorization authorization =
                new Authorization(browser, Instant.now(), BrowserSessions.PASSWORD_ACR, Scope.parse(scope), claims);
        LoginTokens tokens = service.bean(Sessions.class)
                .start(new NewLogin(
                        userId,
                        generation,
                        client.id(),
                        TokenTerms.of(Flavour.FIXED),
                        "192.0.2.1",
                        Optional.of(authorization),
                        Optional.empty(),
                        Confirmation.NONE))
                .orElseThrow();
        return new TestLogin(
                tokens.sessionId(),
                tokens.accessToken().value(),
                tokens.refreshToken().orElseThrow());
    }

    /** Signs a browser in; returns its cookie. */
    public static String signIn(AuthServiceUnderTest service, TestUser user) {
        return service.bean(BrowserSessions.class)
                .signIn(
                        service.bean(Users.class)
                                .find(UUID.fromString(user.id()))
                                .orElseThrow(),
                        BrowserSessions.PASSWORD_ACR,
                        "192.0.2.1",
                        null)
                .orElseThrow();
    }

    /** The login of a browser with that cookie, if it is not over. */
    public static Optional<BrowserSession> browser(AuthServiceUnderTest service, String cookie) {
        return service.bean(BrowserSessions.class).find(cookie);
    }
}
