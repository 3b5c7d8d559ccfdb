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
import services.auth.oauth2.dpop.DPoPProofs;

/**
 * The token or API key that a request presents, in {@code Authorization: Bearer} (RFC 6750 section 2.1), in one of the headers
 * {@code token} and {@code X-API-KEY}, or in {@code Authorization: DPoP} (RFC 9449 section 7.1). What it is, it says itself; whether it is
 * any good is another question.
 *
 * @param isWithProof whether the scheme is DPoP
 * @param proofs what the {@code DPoP} headers say
 */
record PresentedToken(String value, boolean isWithProof, List<String> proofs) {

    private static final List<String> HEADERS = List.of("token", "X-API-KEY");
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?:bearer|(dpop))(?: +(.*))?", Pattern.CASE_INSENSITIVE);

    /**
     * Finds it.
     *
     * @return nothing when the request has none, or other credentials
     * @throws ProblemException 400 when there are two: a proxy and this service might each look at another one
     */
    static Optional<PresentedToken> find(HttpRequest<?> request) {
        List<String> authorizations = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        Set<String> tokens = new LinkedHashSet<>();
        HEADERS.forEach(header -> tokens.addAll(request.getHeaders().getAll(header)));
        List<Matcher> credentials = authorizations.stream()
                .map(CREDENTIALS::matcher)
                .filter(Matcher::matches)
                .toList();
        credentials.forEach(found -> tokens.add(found.group(2) == null ? "" : found.group(2)));
        if (authorizations.size() > 1 || tokens.size() > 1) {
            throw new ProblemException(Problem.invalidRequest("The request presents more than one token or API key."));
        }
        boolean isWithProof = credentials.stream().anyMatch(found -> found.group(1) != null);
        List<String> proofs = request.getHeaders().getAll(DPoPProofs.HEADER);
        return tokens.stream().findFirst().map(token -> new PresentedToken(token, isWithProof, proofs));
    }

    /** RFC 9449 section 4.3: there is one {@code DPoP} header and no other. */
    boolean lacksItsProof() {
        return isWithProof && proofs.size() != 1;
    }

    @Override
    public String toString() {
        return "PresentedToken";
    }
}
