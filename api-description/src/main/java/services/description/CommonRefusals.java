package services.description;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.inject.ast.MethodElement;
import io.swagger.v3.oas.annotations.parameters.RequestBody;

/** What a route refuses because of what it is: one that reads a body, one that demands a token, one at all. */
final class CommonRefusals {

    private static final Refusal INVALID_BODY = new Refusal(
            400, "invalid_request", "The body is not of the form that is wanted. The detail names the fields.");
    private static final Refusal TOO_LARGE = new Refusal(413, "payload_too_large", "The body is too large.");
    private static final Refusal WRONG_TYPE =
            new Refusal(415, "unsupported_media_type", "The body is said to be of a type that is not wanted.");
    private static final Refusal INVALID_PARAMETER =
            new Refusal(400, "invalid_request", "A parameter is not one that is wanted. The detail names it.");
    private static final Refusal AMBIGUOUS =
            new Refusal(400, "invalid_request", "The request presents more than one token or API key.");
    private static final Refusal NO_TOKEN = new Refusal(401, "token_required", "The request presents no token.");
    private static final Refusal DEAD_TOKEN =
            new Refusal(401, "invalid_token", "What the request presents is not live.");
    private static final Refusal INVALID_PROOF = new Refusal(
            401,
            "invalid_dpop_proof",
            "The token comes with the scheme DPoP, and not with one good DPoP proof (RFC 9449).");
    private static final Refusal NONCE_WANTED = new Refusal(
            401, "use_dpop_nonce", "The DPoP proof is good but for the nonce, which is in the header `DPoP-Nonce`.");
    private static final Refusal NOT_ALLOWED =
            new Refusal(403, "insufficient_scope", "The token or API key is live and does not allow this.");
    private static final Refusal NOT_ACCEPTABLE =
            new Refusal(406, "not_acceptable", "The request accepts no media type that this route speaks.");
    private static final Refusal FAULT =
            new Refusal(500, "internal_error", "The service failed. It is not the request.");
    private static final Refusal UNAVAILABLE = new Refusal(
            503, "temporarily_unavailable", "The service cannot tell or cannot do it now. Try again in a moment.");

    private CommonRefusals() {}

    static List<Refusal> of(MethodElement route, Demand demand) {
        List<Refusal> refusals = new ArrayList<>();
        if (hasParameter(route, Body.class)) {
            refusals.addAll(List.of(INVALID_BODY, TOO_LARGE));
        }
        if (readsBody(route)
                && !Arrays.asList(route.stringValues(Consumes.class)).contains(MediaType.ALL)) {
            refusals.add(WRONG_TYPE);
        }
        if (hasParameter(route, QueryValue.class)) {
            refusals.add(INVALID_PARAMETER);
        }
        if (demand.isToken()) {
            refusals.addAll(List.of(NO_TOKEN, DEAD_TOKEN, INVALID_PROOF, NONCE_WANTED));
        }
        if (demand.isMore()) {
            refusals.add(NOT_ALLOWED);
        }
        refusals.addAll(List.of(AMBIGUOUS, NOT_ACCEPTABLE, FAULT, UNAVAILABLE));
        return refusals;
    }

    /** At once, or bit by bit, which only its description tells. */
    private static boolean readsBody(MethodElement route) {
        return hasParameter(route, Body.class) || route.hasAnnotation(RequestBody.class);
    }

    private static boolean hasParameter(MethodElement route, Class<? extends java.lang.annotation.Annotation> kind) {
        return Arrays.stream(route.getParameters()).anyMatch(parameter -> parameter.hasAnnotation(kind));
    }
}
