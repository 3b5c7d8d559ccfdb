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
 * The token that a request presents, in {@code Authorization: Bearer} (RFC 6750 section 2.1) or in the header
 * {@code token}; whether it is any good is another question.
 */
final class PresentedToken {

    private static final String TOKEN_HEADER = "token";
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
        Set<String> tokens = new LinkedHashSet<>(request.getHeaders().getAll(TOKEN_HEADER));
        authorizations.stream()
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .forEach(bearer -> tokens.add(bearer.group(1) == null ? "" : bearer.group(1)));
        if (authorizations.size() > 1 || tokens.size() > 1) {
            throw new ProblemException(Problem.invalidRequest("The request presents more than one token."));
        }
        return tokens.stream().findFirst();
    }
}
