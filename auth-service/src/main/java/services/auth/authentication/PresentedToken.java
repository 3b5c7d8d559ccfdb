package services.auth.authentication;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import services.auth.error.Problem;
import services.auth.error.ProblemException;

/**
 * The token or API key that a request presents, in {@code Authorization: Bearer} (RFC 6750 section 2.1) or in one of the
 * headers {@code token} and {@code X-API-KEY}. What it is, it says itself; whether it is any good is another question.
 */
final class PresentedToken {

    private static final List<String> HEADERS = List.of("token", "X-API-KEY");
    private static final Pattern BEARER = Pattern.compile("bearer(?: +(.*))?", Pattern.CASE_INSENSITIVE);

    private PresentedToken() {}

    /**
     * Finds it.
     *
     * @return nothing when the request has none, or other credentials
     * @throws ProblemException 400 when there are two: a proxy and this service might each look at another one
     */
    static Optional<String> find(HttpRequest<?> request) {
        List<String> authorizations = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        Set<String> tokens = new LinkedHashSet<>();
        HEADERS.forEach(header -> tokens.addAll(request.getHeaders().getAll(header)));
        authorizations.stream()
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .forEach(bearer -> tokens.add(bearer.group(1) == null ? "" : bearer.group(1)));
        if (authorizations.size() > 1 || tokens.size() > 1) {
            throw new ProblemException(Problem.invalidRequest("The request presents more than one token or API key."));
        }
        return tokens.stream().findFirst();
    }
}
