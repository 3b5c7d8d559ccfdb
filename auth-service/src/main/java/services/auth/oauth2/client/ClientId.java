package services.auth.oauth2.client;

import java.util.Set;
import java.util.regex.Pattern;

import services.auth.session.BrowserSessions;

/** What a client may be called ({@code client_id}, RFC 6749 section 2.2). */
final class ClientId {

    static final String DEMAND =
            "must be 1 to 100 letters, digits, dots, dashes, underscores or tildes, begin with a letter or"
                    + " digit, and not be browser, login or register";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,99}");

    /** What logins are under that no client makes. */
    private static final Set<String> TAKEN = Set.of(BrowserSessions.CLIENT_ID, "login", "register");

    private ClientId() {}

    /** Whether there can be a client of that name. */
    static boolean isNamed(String id) {
        return FORM.matcher(id).matches();
    }

    /** Whether a new client may be called so. */
    static boolean isGood(String id) {
        return FORM.matcher(id).matches() && !TAKEN.contains(id);
    }
}
