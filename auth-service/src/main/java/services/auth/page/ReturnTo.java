package services.auth.page;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes on after the pages, such as after signing in: a path of this service with its query, and one of those that
 * continue what somebody began. Nothing else can be written as one, so no link can be made that leads from here to a stranger.
 */
public final class ReturnTo {

    /** Where nobody asked for anything else. */
    public static final ReturnTo ACCOUNT = new ReturnTo("/account");

    /** No longer than a request line may be. */
    private static final int MAX_LENGTH = 4000;

    // no percent sign, dot, backslash or second slash in the path: nothing that is decoded or resolved into another
    // one. The query is that
    // of RFC 3986 section 3.4, so that no control character, space or quotation mark reaches a header
    private static final Pattern ALLOWED =
            Pattern.compile("/(oauth2/(authorize|end_session)|device(/[a-z-]{1,32})?|account)"
                    + "(\\?([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+)?");

    private static final String OAUTH = "/oauth2/";

    private final String location;

    private ReturnTo(String location) {
        this.location = location;
    }

    /** @return nothing when it leads anywhere else */
    public static Optional<ReturnTo> find(@Nullable String location) {
        return location != null
                        && location.length() <= MAX_LENGTH
                        && ALLOWED.matcher(location).matches()
                ? Optional.of(new ReturnTo(location))
                : Optional.empty();
    }

    /** @throws IllegalArgumentException when it leads anywhere else */
    public static ReturnTo of(String location) {
        return find(location).orElseThrow(() -> new IllegalArgumentException("Pages do not lead there"));
    }

    /** The path with its query. */
    public String location() {
        return location;
    }

    /** Whether a client of OAuth 2.0 waits there, to whom the browser is sent in the end. */
    boolean leadsToClient() {
        return location.startsWith(OAUTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReturnTo that && location.equals(that.location);
    }

    @Override
    public int hashCode() {
        return location.hashCode();
    }

    @Override
    public String toString() {
        return location;
    }
}
