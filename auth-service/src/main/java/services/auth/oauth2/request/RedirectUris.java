package services.auth.oauth2.request;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

import services.auth.oauth2.client.Client;

/** Where a client wants its answers: at one of its registered addresses, to the letter (RFC 9700 section 2.1). */
final class RedirectUris {

    /** RFC 8252 section 7.3: an app on the user's machine takes the port that is free. */
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

    private RedirectUris() {}

    /** @param presented {@code redirect_uri}; may be absent where one is registered (RFC 6749 section 3.1.2.3) */
    static Optional<URI> find(Client client, Optional<String> presented) {
        Set<String> registered = client.metadata().getRedirectionURIStrings();
        if (registered == null) {
            return Optional.empty();
        }
        if (presented.isEmpty()) {
            return registered.size() == 1
                    ? Optional.of(URI.create(registered.iterator().next()))
                    : Optional.empty();
        }
        return registered.stream()
                .filter(one -> one.equals(presented.get()) || isSameApp(one, presented.get()))
                .findFirst()
                .map(ignored -> URI.create(presented.get()));
    }

    private static boolean isSameApp(String registered, String presented) {
        try {
            URI one = URI.create(registered);
            URI other = URI.create(presented);
            return "http".equals(one.getScheme())
                    && LOOPBACK.contains(one.getHost())
                    // to the letter but for the port, so without user information and the like
                    && presented.equals(withPort(one, other.getPort()));
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }

    /** @param port none when negative */
    private static String withPort(URI uri, int port) {
        return uri.getScheme() + "://" + uri.getHost() + (port < 0 ? "" : ":" + port) + uri.getRawPath()
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
