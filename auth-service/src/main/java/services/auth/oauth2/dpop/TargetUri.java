package services.auth.oauth2.dpop;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The address that a proof was made for, as RFC 9449 section 4.3 compares it: without query and fragment, and in the one form that
 * RFC 3986 sections 6.2.2 and 6.2.3 have for all that mean the same.
 *
 * @param text that form
 */
record TargetUri(String text) {

    private static final int HEXADECIMAL = 16;
    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");
    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("https", 443, "http", 80);

    /** Reads the address of a request; nothing when it is none. */
    static Optional<TargetUri> parse(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(new URI(text).toASCIIString());
            return uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null
                    ? Optional.empty()
                    : Optional.of(new TargetUri(normalised(uri)));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static String normalised(URI uri) throws URISyntaxException {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean isDefaultPort =
                uri.getPort() == -1 || Integer.valueOf(uri.getPort()).equals(DEFAULT_PORTS.get(scheme));
        String path = ENCODED.matcher(uri.getRawPath()).replaceAll(TargetUri::decodedIfUnreserved);
        return new URI(scheme + "://" + host + (isDefaultPort ? "" : ":" + uri.getPort())
                        + (path.isEmpty() ? "/" : path))
                .normalize()
                .toString();
    }

    private static String decodedIfUnreserved(MatchResult encoded) {
        String decoded = Character.toString(Integer.parseInt(encoded.group(1), HEXADECIMAL));
        return UNRESERVED.matcher(decoded).matches() ? decoded : encoded.group().toUpperCase(Locale.ROOT);
    }
}
