package services.auth.user;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import services.auth.error.Problem;

/** 409: somebody must be left who may do everything. */
@Singleton
@Produces("application/problem+json")
final class LastSuperuserHandler implements ExceptionHandler<LastSuperuserException, HttpResponse<Problem>> {

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, LastSuperuserException last) {
        return Problem.of(
                        HttpStatus.CONFLICT,
                        "last_superuser",
                        "Nobody would be left who may do everything. Make somebody else a superuser first.")
                .toResponse();
    }
}
