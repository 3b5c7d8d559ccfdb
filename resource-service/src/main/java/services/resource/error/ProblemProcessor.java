package services.resource.error;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.json.JsonSyntaxException;
import jakarta.inject.Singleton;

/**
 * Writes the errors that the HTTP server finds by itself: no such path, wrong method, body too large.
 *
 * <p>The server's own messages name classes and repeat input, so none of them reaches the caller.
 */
@Singleton
final class ProblemProcessor implements ErrorResponseProcessor<Problem> {

    @Override
    @SuppressWarnings("unchecked")
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        if (context.getRequest().getMethod() == HttpMethod.HEAD) {
            return (MutableHttpResponse<Problem>) response;
        }
        ProblemCode code = codeOf(context, response);
        return response.contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
                .body(Problem.of(code, response.status(), code.detail()));
    }

    private static ProblemCode codeOf(ErrorContext context, MutableHttpResponse<?> response) {
        return context.getRootCause()
                        .filter(JsonSyntaxException.class::isInstance)
                        .isPresent()
                ? ProblemCode.INVALID_JSON
                : ProblemCode.of(response.status());
    }
}
