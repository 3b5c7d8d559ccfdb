package services.auth.authentication;

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

/** A caller without a live token, or with one that does not suffice (RFC 6750 section 3.1). */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
@Produces("application/problem+json")
final class RefusedHandler implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

    @Override
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException refused) {
        if (refused.isForbidden()) {
            return Problem.of(HttpStatus.FORBIDDEN, "insufficient_scope", "The token does not allow this.")
                    .toResponse()
                    .header(
                            HttpHeaders.WWW_AUTHENTICATE,
                            "Bearer realm=\"auth-service\", error=\"insufficient_scope\"");
        }
        boolean presented = PresentedToken.find(request).isPresent();
        return Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        presented ? "invalid_token" : "token_required",
                        presented ? "The token is not live." : "This needs a bearer token.")
                .toResponse();
    }
}
