package services.resource.tokenvalidation;

import java.time.Duration;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import services.resource.error.Problem;
import services.resource.error.ProblemCode;

/**
 * A request that does not pass, with the challenge of RFC 6750 §3 where one belongs.
 *
 * @param reason for the log; names neither the token nor any part of it
 */
record Refusal(MutableHttpResponse<Problem> response, String reason) {

    private static final String REALM = "Bearer realm=\"resource-service\"";

    /** RFC 6750 §3: who presents no token is told of no error, only of the scheme. */
    static Refusal tokenRequired() {
        return challenge(ProblemCode.TOKEN_REQUIRED, REALM, "no bearer token");
    }

    static Refusal ambiguousToken(String reason) {
        String challenge = REALM + ", error=\"invalid_request\", error_description=\"Send one token, once\"";
        return challenge(ProblemCode.INVALID_REQUEST, challenge, reason);
    }

    static Refusal invalidToken(String reason) {
        String challenge = REALM + ", error=\"invalid_token\", error_description=\"The access token is not live\"";
        return challenge(ProblemCode.INVALID_TOKEN, challenge, reason);
    }

    static Refusal insufficientScope(String scope) {
        String challenge = REALM + ", error=\"insufficient_scope\", scope=\"" + scope + "\"";
        return challenge(ProblemCode.INSUFFICIENT_SCOPE, challenge, "the token lacks the scope " + scope);
    }

    static Refusal unavailable(Duration retryAfter, String reason) {
        return new Refusal(Problem.unavailable(retryAfter), reason);
    }

    static Refusal closed() {
        return new Refusal(Problem.of(ProblemCode.FORBIDDEN).response(), "the route declares no access rule");
    }

    private static Refusal challenge(ProblemCode code, String challenge, String reason) {
        return new Refusal(Problem.of(code).response().header(HttpHeaders.WWW_AUTHENTICATE, challenge), reason);
    }
}
