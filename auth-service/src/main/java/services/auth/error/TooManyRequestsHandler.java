package services.auth.error;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

@Singleton
@Produces("application/problem+json")
final class TooManyRequestsHandler implements ExceptionHandler<TooManyRequestsException, HttpResponse<Problem>> {

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, TooManyRequestsException refused) {
        return Problem.tooManyRequests(refused.retryAfter());
    }
}
