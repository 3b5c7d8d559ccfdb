package services.auth.authentication;

import java.util.List;
import java.util.Optional;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import services.auth.error.Problem;

/** A caller without a live token, or with one that does not suffice (RFC 6750 section 3.1, RFC 9449 section 7.1). */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
@Produces("application/problem+json")
final class RefusedHandler implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

    @Override
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException refused) {
        Optional<PresentedToken> presented = PresentedToken.find(request);
        if (presented.isEmpty() && !refused.isForbidden()) {
            return answer(
                    HttpStatus.UNAUTHORIZED, "token_required", "This needs a bearer token.", Challenges.toAnybody());
        }
        HttpStatus status = refused.isForbidden() ? HttpStatus.FORBIDDEN : HttpStatus.UNAUTHORIZED;
        String code = refused.isForbidden()
                ? "insufficient_scope"
                : RefusedPossession.code(request).orElse("invalid_token");
        boolean isWithProof = presented.filter(PresentedToken::isWithProof).isPresent();
        return answer(status, code, detail(code), Challenges.to(isWithProof, code));
    }

    private static String detail(String code) {
        return switch (code) {
            case "insufficient_scope" -> "The token does not allow this.";
            case "invalid_dpop_proof" -> "This token needs one DPoP proof, made for this very request.";
            case "use_dpop_nonce" -> "The DPoP proof needs the nonce of the header DPoP-Nonce.";
            default -> "The token is not live.";
        };
    }

    private static MutableHttpResponse<Problem> answer(
            HttpStatus status, String code, String detail, List<String> challenges) {
        MutableHttpResponse<Problem> response = Problem.of(status, code, detail).toResponse();
        response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
        challenges.forEach(challenge -> response.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return response;
    }
}
