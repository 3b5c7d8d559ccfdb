package services.resource.tokenvalidation;

import java.time.Duration;
import java.util.Optional;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import services.resource.error.Problem;
import services.resource.error.ProblemCode;

/**
 * A request that does not pass, with the challenges of RFC 6750 §3 and RFC 9449 §7.1 where they belong: first that of the scheme which was
 * tried, with the error, then the other one.
 *
 * @param reason for the log; names neither the token nor any part of it
 */
record Refusal(MutableHttpResponse<Problem> response, String reason) {

    /** The header with the nonce for the next proof. */
    static final String NONCE = "DPoP-Nonce";

    /** RFC 6750 §3: who presents no token is told of no error, only of the schemes. */
    static Refusal tokenRequired() {
        return challenge(ProblemCode.TOKEN_REQUIRED, Scheme.BEARER, "", "no bearer token");
    }

    static Refusal ambiguousToken(String reason) {
        String error = ", error=\"invalid_request\", error_description=\"Send one token, once\"";
        return challenge(ProblemCode.INVALID_REQUEST, Scheme.BEARER, error, reason);
    }

    static Refusal invalidToken(Scheme scheme, String reason) {
        String error = ", error=\"invalid_token\", error_description=\"The access token is not live\"";
        return challenge(ProblemCode.INVALID_TOKEN, scheme, error, reason);
    }

    static Refusal invalidProof(String reason) {
        return challenge(ProblemCode.INVALID_DPOP_PROOF, Scheme.DPOP, ", error=\"invalid_dpop_proof\"", reason);
    }

    /** RFC 9449 §9. */
    static Refusal nonceWanted() {
        return challenge(
                ProblemCode.USE_DPOP_NONCE, Scheme.DPOP, ", error=\"use_dpop_nonce\"", "the proof has no good nonce");
    }

    static Refusal insufficientScope(Scheme scheme, String wanted) {
        String error = ", error=\"insufficient_scope\", scope=\"" + wanted + "\"";
        return challenge(ProblemCode.INSUFFICIENT_SCOPE, scheme, error, "the token lacks the scope " + wanted);
    }

    static Refusal unavailable(Duration retryAfter, String reason) {
        return new Refusal(Problem.unavailable(retryAfter), reason);
    }

    static Refusal closed() {
        return new Refusal(Problem.of(ProblemCode.FORBIDDEN).response(), "the route declares no access rule");
    }

    /** With the nonce for the next proof, where there is one. */
    Refusal withNonce(Optional<String> nonce) {
        nonce.ifPresent(value -> response.header(NONCE, value));
        return this;
    }

    private static Refusal challenge(ProblemCode code, Scheme scheme, String error, String reason) {
        return new Refusal(
                Problem.of(code)
                        .response()
                        .header(HttpHeaders.WWW_AUTHENTICATE, scheme.challenge() + error)
                        .header(HttpHeaders.WWW_AUTHENTICATE, scheme.other().challenge()),
                reason);
    }
}
