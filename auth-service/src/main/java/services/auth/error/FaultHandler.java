package services.auth.error;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever no other handler knows: 503 when a backing service failed, else 500. Logged here, once. */
@Singleton
@Produces("application/problem+json")
final class FaultHandler implements ExceptionHandler<RuntimeException, HttpResponse<Problem>> {

    private static final Logger LOG = LoggerFactory.getLogger(FaultHandler.class);

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, RuntimeException failure) {
        if (Outage.isBehind(failure)) {
            LOG.warn("{} {} answered 503: {}", request.getMethod(), request.getPath(), Outage.describe(failure));
            return Problem.unavailable().toResponse();
        }
        LOG.error("{} {} answered 500", request.getMethod(), request.getPath(), failure);
        return Problem.internalError().toResponse();
    }
}
