package services.auth.authentication;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import services.auth.session.BrowserSession;
import services.auth.session.BrowserSessions;

/**
 * The cookie by which a browser is signed in at this service. It opens pages alone and no route of the API, which another site could
 * have called by a browser. It is gone when the browser is closed, and its login ends as {@link BrowserSessions} says.
 */
@Singleton
public class BrowserCookie {

    /** Browsers take a cookie of this prefix only with Secure, Path=/ and without Domain: no neighbouring host can plant one. */
    private static final String HOST_PREFIX = "__Host-";

    private final BrowserSessions sessions;
    private final boolean secure;
    private final String name;

    BrowserCookie(
            BrowserSessions sessions,
            @Value("${auth-service.issuer}") String issuer,
            @Value("${auth-service.tls.enabled}") boolean tls) {
        this.sessions = sessions;
        this.secure = tls || issuer.startsWith("https:");
        this.name = secure ? HOST_PREFIX + "session" : "session";
    }

    /**
     * The login of the browser that sent the request, if it is not over. What happens from here on while the request is answered is on
     * record as its user's doing.
     */
    public Optional<BrowserSession> of(HttpRequest<?> request) {
        Optional<BrowserSession> found = Optional.ofNullable(value(request)).flatMap(sessions::find);
        found.ifPresent(session -> request.setUserPrincipal(Authentication.build(
                session.userId().toString(),
                List.of(),
                Map.of(Caller.SESSION_ID, session.id().toString()))));
        return found;
    }

    /** What the cookie says; anybody may have made it up. */
    public @Nullable String value(HttpRequest<?> request) {
        return request.getCookies().findCookie(name).map(Cookie::getValue).orElse(null);
    }

    /** The cookie that signs a browser in. */
    public Cookie signedIn(String value) {
        // Lax and not Strict: a client's link to /oauth2/authorize must find the user signed in
        return Cookie.of(name, value)
                .httpOnly()
                .secure(secure)
                .sameSite(SameSite.Lax)
                .path("/");
    }

    /** The cookie that makes a browser forget it. */
    public Cookie signedOut() {
        return signedIn("").maxAge(0);
    }
}
