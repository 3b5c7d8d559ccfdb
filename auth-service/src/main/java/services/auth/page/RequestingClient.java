package services.auth.page;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A client that asks a user for something, as it has registered itself (RFC 7591 section 2).
 *
 * @param home {@code client_uri}
 * @param logo {@code logo_uri}
 * @param policy {@code policy_uri}
 * @param terms {@code tos_uri}
 */
public record RequestingClient(
        String name,
        @Nullable URI home,
        @Nullable URI logo,
        @Nullable URI policy,
        @Nullable URI terms) {

    public RequestingClient {
        // what a client says of itself must not become a script or a picture that anybody on the way can change
        home = link(home);
        logo = secure(logo);
        policy = link(policy);
        terms = link(terms);
    }

    private static @Nullable URI link(@Nullable URI uri) {
        return Stream.of("https", "http").anyMatch(scheme -> has(scheme, uri)) ? uri : null;
    }

    private static @Nullable URI secure(@Nullable URI uri) {
        return has("https", uri) ? uri : null;
    }

    private static boolean has(String scheme, @Nullable URI uri) {
        return uri != null && scheme.equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
    }

    /** Where it lives, for people to recognise; empty where that is not known. */
    public String host() {
        return home == null ? "" : home.getHost();
    }

    List<URI> images() {
        return Optional.ofNullable(logo).stream().toList();
    }
}
