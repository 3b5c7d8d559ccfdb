package services.auth.error;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Writes the framework's own refusals (malformed body, no such path, ...) as problems. */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Problem> {

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = response.status();
        MutableHttpResponse<Problem> answer =
                Problem.of(status, code(status), detail(status)).toResponse();
        response.getHeaders()
                .forEach((name, values) -> values.forEach(value -> {
                    if (!answer.getHeaders().contains(name)) {
                        answer.header(name, value);
                    }
                }));
        return answer;
    }

    private static String code(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "not_found";
            case METHOD_NOT_ALLOWED -> "method_not_allowed";
            case NOT_ACCEPTABLE -> "not_acceptable";
            case REQUEST_ENTITY_TOO_LARGE -> "payload_too_large";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported_media_type";
            case SERVICE_UNAVAILABLE -> "temporarily_unavailable";
            default -> status.getCode() < 500 ? "invalid_request" : "internal_error";
        };
    }

    /** What a parser says of its own classes stays inside. */
    private static String detail(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "The request cannot be read: malformed JSON, a wrong type, or a missing field.";
            case NOT_FOUND -> "There is nothing at this path.";
            case REQUEST_ENTITY_TOO_LARGE -> "The body is too large.";
            default ->
                status.getCode() < 500 ? status.getReason() + "." : "The service failed. It is not your request.";
        };
    }
}
