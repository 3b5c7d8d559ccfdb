package services.auth.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private static final String BEARER = "Bearer";
    private static final String DPOP = "DPoP";

    /**
     * Finds it.
     *
     * @return nothing when the request has none, or other credentials
     * @throws ProblemException 400 when there are two: a proxy and this service might each look at another one
     */
    static Optional<PresentedToken> find(HttpRequest<?> request) {
        List<String> authorizations = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        List<PresentedToken> presented = new ArrayList<>(1);
        List<String> proofs = request.getHeaders().getAll(DPoPProofs.HEADER);
        for (String header : HEADERS) {
            for (String token : request.getHeaders().getAll(header)) {
                presented.add(new PresentedToken(token, false, proofs));
            }
        }
        for (String authorization : authorizations) {
            if (has(BEARER, authorization)) {
                presented.add(new PresentedToken(credentials(BEARER, authorization), false, proofs));
            } else if (has(DPOP, authorization)) {
                presented.add(new PresentedToken(credentials(DPOP, authorization), true, proofs));
            }
        }
        if (authorizations.size() > 1 || !areTheSame(presented)) {
            throw new ProblemException(Problem.invalidRequest("The request presents more than one token or API key."));
        }
        // one that stands in another header too is no second one; the scheme says whether it comes with a proof
        return presented.isEmpty() ? Optional.empty() : Optional.of(presented.getLast());
    }

    private static boolean areTheSame(List<PresentedToken> presented) {
        return presented.stream().allMatch(other -> other.value.equals(presented.getFirst().value));
    }

    /** RFC 9110 section 11.4: the scheme, in letters of any case, then spaces and what is presented. */
    private static boolean has(String scheme, String authorization) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                && (authorization.length() == scheme.length() || authorization.charAt(scheme.length()) == ' ');
    }

    private static String credentials(String scheme, String authorization) {
        int start = scheme.length();
        while (start < authorization.length() && authorization.charAt(start) == ' ') {
            start++;
        }
        return authorization.substring(start);
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
