package services.auth.user;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import services.auth.error.Problem;

/** The username, or the confirmed e-mail address, has another owner: 409. */
@Singleton
@Produces("application/problem+json")
final class TakenHandler implements ExceptionHandler<TakenException, HttpResponse<Problem>> {

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, TakenException taken) {
        return taken.isEmail()
                ? problem("email_taken", "This e-mail address belongs to another account.")
                : problem("username_taken", "This username is taken.");
    }

    private static HttpResponse<Problem> problem(String code, String detail) {
        return Problem.of(HttpStatus.CONFLICT, code, detail).toResponse();
    }
}
