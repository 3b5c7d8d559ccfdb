package services.auth.page;

import java.net.URI;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/**
 * Whether a browser says that a request comes from a page of this service. What says nothing is let pass: programs and very old browsers
 * send neither header, and {@link FormTokens} are asked besides.
 */
@Singleton
class SameOrigin {

    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";
    private static final String SAME_ORIGIN = "same-origin";

    private final String issuer;

    SameOrigin(@Value("${auth-service.issuer}") String issuer) {
        this.issuer = origin(URI.create(issuer));
    }

    boolean isBehind(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        String site = headers.get(SEC_FETCH_SITE);
        if (site != null) {
            // "same-site" is a neighbour, and a neighbour is a stranger
            return site.equals(SAME_ORIGIN);
        }
        String origin = headers.get(HttpHeaders.ORIGIN);
        // the Host header is the browser's own word for whom it speaks to; behind a proxy that rewrites it the issuer
        // is what it says
        return origin == null || origin.equals(issuer) || origin.endsWith("://" + headers.get(HttpHeaders.HOST));
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
