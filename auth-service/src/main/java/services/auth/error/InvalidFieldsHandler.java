package services.auth.error;

import java.util.stream.Collectors;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.validation.exceptions.ConstraintExceptionHandler;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;

/** A body with fields that break their rules: 400 that names each of them. */
@Singleton
@Replaces(ConstraintExceptionHandler.class)
@Produces("application/problem+json")
final class InvalidFieldsHandler implements ExceptionHandler<ConstraintViolationException, HttpResponse<Problem>> {

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, ConstraintViolationException invalid) {
        String detail = invalid.getConstraintViolations().stream()
                .map(InvalidFieldsHandler::describe)
                .sorted()
                .collect(Collectors.joining("; "));
        return Problem.invalidRequest(detail).toResponse();
    }

    private static String describe(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        return path.substring(path.lastIndexOf('.') + 1) + " " + violation.getMessage();
    }
}
