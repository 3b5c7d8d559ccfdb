package services.auth.page;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a browser lets a page do (Content Security Policy Level 3): show its own style and images, post its own forms, nothing else. */
final class ContentSecurityPolicy {

    private static final Set<String> WEB = Set.of("http", "https");

    // section 2.3.1 knows no IPv6 addresses
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+");

    private ContentSecurityPolicy() {}

    static String of(PageModel page, Visit visit, Optional<URI> logo) {
        Stream<URI> images = Stream.concat(logo.stream(), page.images().stream());
        return "default-src 'none'; style-src 'self'; " + (page.sendsItself() ? "script-src 'self'; " : "") + "img-src "
                + sources(images) + formAction(page.formTargets(visit))
                + "; frame-ancestors 'none'; base-uri 'none'";
    }

    private static String formAction(Optional<List<URI>> targets) {
        return targets.map(uris -> "; form-action " + sources(uris.stream())).orElse("");
    }

    private static String sources(Stream<URI> uris) {
        return Stream.concat(Stream.of("'self'"), uris.map(ContentSecurityPolicy::source))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** The origin; the scheme alone where an app has one of its own (RFC 8252 section 7.1) or where an origin cannot be written. */
    private static String source(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (!WEB.contains(scheme) || host == null || !HOST.matcher(host).matches()) {
            return scheme + ":";
        }
        return scheme + "://" + host + (uri.getPort() == -1 ? "" : ":" + uri.getPort());
    }
}
